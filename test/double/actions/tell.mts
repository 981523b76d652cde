import type { Inside } from '../inside.mts';
import { messageOnWire } from '../state/present.mts';
import type { ChatRecord, MessageRecord } from '../state/world.mts';

/** `chat.upserted`: carries no object, clients fetch the chat (reference §7.3). */
export function tellChat(inside: Inside, { chat }: ChatRecord) {
	if (inside.faults.silentAccounts.has(chat.accountID)) return;
	inside.hub.tell({ type: 'chat.upserted', chatID: chat.id, ids: [chat.id] });
}

/** `chat.deleted`. */
export function tellChatDeleted(inside: Inside, { chat }: ChatRecord) {
	if (inside.faults.silentAccounts.has(chat.accountID)) return;
	inside.hub.tell({ type: 'chat.deleted', chatID: chat.id, ids: [chat.id] });
}

/** `message.upserted` with the whole messages, unless a test wants a frame without entries. */
export function tellMessages(inside: Inside, { chat }: ChatRecord, records: MessageRecord[]) {
	if (inside.faults.silentAccounts.has(chat.accountID)) return;
	inside.hub.tell({
		type: 'message.upserted',
		chatID: chat.id,
		ids: records.map(({ message }) => message.id),
		...(inside.faults.withoutEntries
			? {}
			: { entries: records.map(({ message }) => messageOnWire(inside, message)) }),
	});
}

/** `message.deleted`: IDs only, the content is gone. */
export function tellMessageDeleted(inside: Inside, { chat }: ChatRecord, ids: string[]) {
	if (inside.faults.silentAccounts.has(chat.accountID)) return;
	inside.hub.tell({ type: 'message.deleted', chatID: chat.id, ids });
}
