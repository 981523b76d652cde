import type { IDataObject } from 'n8n-workflow';
import { pick } from '../values/pick';
import { plainText } from '../values/plainText';

/** A Chat (docs/beeper-api.md §4) as a short, flat item; fields that the Beeper version lacks are null. */
export function simplifiedChat(chat: IDataObject): IDataObject {
	const own = ['title', 'type', 'network', 'accountID', 'unreadCount', 'lastActivity'];
	return {
		chatID: chat.id ?? chat.chatID ?? null,
		...pick(chat, ...own, 'isArchived', 'isMuted', 'isPinned'),
	};
}

/** A Message (docs/beeper-api.md §4) as a short, flat item; `chat` is its Chat, if the response has it. */
export function simplifiedMessage(message: IDataObject, chat?: IDataObject): IDataObject {
	return {
		plainText: plainText(message.text),
		senderName: message.senderName ?? null,
		...(chat && { chatTitle: chat.title ?? null, ...pick(chat, 'network') }),
		...pick(message, 'timestamp', 'type', 'isSender'),
		attachments: message.attachments ?? [],
		// Before 4.2.808 the response to an edit has only `messageID`.
		messageID: message.id ?? message.messageID,
		chatID: message.chatID,
		...pick(message, 'senderID', 'text'),
	};
}
