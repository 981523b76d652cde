import type { IDataObject } from 'n8n-workflow';
import type { Emitted } from '../engine/index.mts';
import type { Told, TriggerName } from './log.mts';

/** What a call of emit says, as far as the oracle asks. */
export function toldBy(emitted: Emitted, trigger: TriggerName, life: number): Told {
	const { json } = emitted.items[0][0];
	const reaction = json.reaction as IDataObject | undefined;
	const message = json.message as IDataObject | undefined;
	return {
		at: emitted.at,
		trigger,
		life,
		ran: !emitted.isDuplicate,
		event: String(json.event),
		chatID: json.chatID as string | null,
		messageID: json.messageID as string | undefined,
		sortKey: message?.sortKey as string | undefined,
		text: json.plainText as string | undefined,
		isLate: json.late === true,
		who: reaction?.participantID as string | undefined,
		key: reaction?.reactionKey as string | undefined,
		changed: json.changed as string[] | undefined,
		previous: json.previous as Record<string, unknown> | undefined,
	};
}
