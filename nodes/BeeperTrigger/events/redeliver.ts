import { isSuccess } from '../../shared/api/httpResult';
import { plainText } from '../../shared/values/plainText';
import type { EventName } from '../settings/settings';
import { asMessage, type Message } from '../../shared/model/message';
import type { Hub } from '../../shared/live/hub/hub';
import type { Memory } from '../state/memory';
import type { TriggerEvent } from './triggerEvent';
import { identityOf, type EventRef } from '../state/pending';
import { messagePath } from '../../shared/api/path';

/**
 * Tells the events again that were emitted before n8n stopped, and are not known to have become executions,
 * with the same identity: n8n refuses those that did.
 */
export async function redeliver(
	memory: Memory,
	hub: Hub,
	tell: (triggerEvent: TriggerEvent) => void,
): Promise<void> {
	for (const ref of memory.pending.all()) {
		const triggerEvent = await rebuilt(ref, hub);
		if (triggerEvent) tell(triggerEvent);
		else memory.pending.remove(identityOf(ref));
	}
}

/** The event as far as Beeper still knows of it. A connection that changed back then is nobody's business now. */
async function rebuilt(ref: EventRef, hub: Hub): Promise<TriggerEvent | undefined> {
	const { event, chatID, messageID, revision, extra } = ref;
	if (event === 'connection.changed') return undefined;
	const message = messageID ? await read(chatID, messageID, hub) : undefined;
	const chat = await hub.directory.chat(chatID, message?.accountID ?? '');
	const isDeletion = event === 'message.deleted';
	return {
		event: event as EventName,
		chatID,
		accountID: message?.accountID ?? String(chat.accountID ?? ''),
		at: atOf(event, message),
		revision,
		...(messageID && { message: message ?? bare(chatID, messageID, isDeletion) }),
		plainText: plainText(message?.text),
		// What an edited message said before is not kept: it may be long.
		fields: extra ?? (event === 'message.edited' ? { previousText: null } : {}),
		isCatchUp: true,
		isRedelivery: true,
	};
}

async function read(chatID: string, messageID: string, hub: Hub) {
	const path = messagePath(chatID, messageID);
	const result = await hub.get(path, {}, 5_000);
	return isSuccess(result) ? asMessage(result.body, chatID) : undefined;
}

/** When it happened; of what has no time of its own, now. */
function atOf(event: string, message: Message | undefined): number {
	const { timestamp, editedTimestamp } = (message ?? {}) as Partial<Message>;
	const time =
		event === 'message.edited' ? editedTimestamp : event.startsWith('message.') ? timestamp : '';
	return Date.parse(String(time ?? '')) || Date.now();
}

/** What is left of a message that Beeper no longer has. */
const bare = (chatID: string, id: string, isDeleted: boolean) =>
	({
		id,
		chatID,
		accountID: '',
		timestamp: '',
		sortKey: '',
		...(isDeleted && { isDeleted }),
	}) as Message;
