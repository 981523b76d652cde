import type { Inside } from '../inside.mts';
import { eventID, messageID, sortKey } from '../state/ids.mts';
import type { ChatRecord, MessageRecord } from '../state/world.mts';
import type { Message, Participant } from '../wire/models.mts';
import { tellChat, tellMessages } from './tell.mts';

export type Content = Partial<Omit<Message, 'chatID' | 'accountID' | 'senderID' | 'sortKey'>>;

/** Puts a message at the end of the chat without telling anybody. */
export function append(
	{ world, clock }: Inside,
	record: ChatRecord,
	sender: Participant,
	content: Content,
): MessageRecord {
	const message: Message = {
		id: messageID(world),
		chatID: record.chat.id,
		accountID: record.chat.accountID,
		senderID: sender.id,
		senderName: sender.fullName ?? sender.username ?? sender.id,
		timestamp: clock.iso(),
		sortKey: sortKey(world),
		type: 'TEXT',
		isSender: sender.isSelf === true,
		...content,
	};
	const written = { message, eventID: eventID(world), edits: 0 };
	record.messages.push(written);
	return written;
}

/** A message from whoever, just arrived: chat first, then message, as EM does (reference §7.3). */
export function write(
	inside: Inside,
	record: ChatRecord,
	sender: Participant,
	content: Content,
): MessageRecord {
	const { chat } = record;
	const incoming = sender.isSelf !== true;
	const written = append(inside, record, sender, { isUnread: incoming, ...content });
	chat.lastActivity = written.message.timestamp;
	if (incoming) {
		chat.unreadCount += 1;
		if (isMentioned(record, written)) {
			chat.unreadMentionsCount = (chat.unreadMentionsCount ?? 0) + 1;
		}
		if (chat.reminder?.dismissOnIncomingMessage) chat.reminder = null;
	}
	tellChat(inside, record);
	tellMessages(inside, record, [written]);
	return written;
}

function isMentioned(record: ChatRecord, { message }: MessageRecord): boolean {
	const self = record.participants.find(({ isSelf }) => isSelf);
	return (message.mentions ?? []).some((id) => id === '@room' || id === self?.id);
}
