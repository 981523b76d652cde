import type { Inside } from '../inside.mts';
import type { ChatRecord, MessageRecord } from '../state/world.mts';
import { tellChat } from './tell.mts';

/** Marks the chat read, as a whole or through one message. */
export function markRead(inside: Inside, record: ChatRecord, through?: MessageRecord) {
	const last = through ?? record.messages.at(-1);
	if (last) record.chat.lastReadMessageSortKey = last.message.sortKey;
	record.chat.isMarkedUnread = false;
	for (const { message } of record.messages) {
		if (!last || message.sortKey <= last.message.sortKey) message.isUnread = false;
	}
	recount(record);
	tellChat(inside, record);
}

/** Marks the chat unread: by a mark, or from one message on. */
export function markUnread(inside: Inside, record: ChatRecord, from?: MessageRecord) {
	if (from) {
		for (const { message } of record.messages) {
			if (message.sortKey >= from.message.sortKey) message.isUnread = !message.isSender;
		}
		const before = record.messages[record.messages.indexOf(from) - 1];
		record.chat.lastReadMessageSortKey = before?.message.sortKey;
		recount(record);
	} else {
		record.chat.isMarkedUnread = true;
	}
	tellChat(inside, record);
}

function recount({ chat, messages, participants }: ChatRecord) {
	const self = participants.find(({ isSelf }) => isSelf)?.id ?? '';
	const unread = messages.filter(({ message }) => message.isUnread);
	chat.unreadCount = unread.length;
	chat.unreadMentionsCount = unread.filter(({ message }) =>
		message.mentions?.some((id) => id === self || id === '@room'),
	).length;
}
