import type { IDataObject } from 'n8n-workflow';
import { plainText } from '../values/plainText';

/** A Chat (docs/beeper-api.md §4) as a short, flat item; fields that the Beeper version lacks are null. */
export function simplifiedChat(chat: IDataObject): IDataObject {
	return {
		chatID: chat.id ?? chat.chatID ?? null,
		title: chat.title ?? null,
		type: chat.type ?? null,
		network: chat.network ?? null,
		accountID: chat.accountID ?? null,
		unreadCount: chat.unreadCount ?? null,
		lastActivity: chat.lastActivity ?? null,
		isArchived: chat.isArchived ?? null,
		isMuted: chat.isMuted ?? null,
		isPinned: chat.isPinned ?? null,
	};
}

/** A Message (docs/beeper-api.md §4) as a short, flat item; `chat` is its Chat, if the response has it. */
export function simplifiedMessage(message: IDataObject, chat?: IDataObject): IDataObject {
	return {
		plainText: plainText(message.text),
		senderName: message.senderName ?? null,
		...(chat && { chatTitle: chat.title ?? null, network: chat.network ?? null }),
		timestamp: message.timestamp ?? null,
		type: message.type ?? null,
		isSender: message.isSender ?? null,
		attachments: message.attachments ?? [],
		// Before 4.2.808 the response to an edit has only `messageID`.
		messageID: message.id ?? message.messageID,
		chatID: message.chatID,
		senderID: message.senderID ?? null,
		text: message.text ?? null,
	};
}
