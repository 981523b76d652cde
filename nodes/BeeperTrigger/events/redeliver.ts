import { isSuccess } from '../../shared/api/httpResult';
import { plainText } from '../../shared/values/plainText';
import type { EventName } from '../settings/settings';
import { asMessage, type Message } from '../../shared/model/message';
import type { Station } from '../../shared/live/hub/hub';
import type { Memory } from '../state/memory';
import type { Occurrence } from './triggerEvent';
import { identityOf, type EventRef } from '../state/pending';

/**
 * Tells the events again that were emitted before n8n stopped, and are not known to have become executions,
 * with the same identity: n8n refuses those that did.
 */
export async function redeliver(
	memory: Memory,
	station: Station,
	tell: (occurrence: Occurrence) => void,
): Promise<void> {
	for (const ref of memory.pending.all()) {
		const occurrence = await rebuilt(ref, station);
		if (occurrence) tell(occurrence);
		else memory.pending.end(identityOf(ref));
	}
}

/** The event as far as Beeper still knows of it. A connection that changed back then is nobody's business now. */
async function rebuilt(ref: EventRef, station: Station): Promise<Occurrence | undefined> {
	const { event, chatID, messageID, revision, extra } = ref;
	if (event === 'connection.changed') return undefined;
	const message = messageID ? await read(chatID, messageID, station) : undefined;
	const chat = await station.directory.chat(chatID, message?.accountID ?? '');
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
		isAgain: true,
	};
}

async function read(chatID: string, messageID: string, station: Station) {
	const path = `/v1/chats/${encodeURIComponent(chatID)}/messages/${encodeURIComponent(messageID)}`;
	const outcome = await station.get(path, {}, 5_000);
	return isSuccess(outcome) ? asMessage(outcome.body, chatID) : undefined;
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
