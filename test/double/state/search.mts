import type { BeeperDesktop } from '@beeper/desktop-api';
import type { Message } from '../wire/models.mts';
import { plainText } from './messages.mts';
import type { ChatRecord, MessageRecord, World } from './world.mts';

export type MessageQuery = Omit<
	BeeperDesktop.MessageSearchParams,
	'cursor' | 'direction' | 'limit'
>;

export type Hit = { record: ChatRecord; found: MessageRecord };

/** All messages that pass every filter (reference 31), newest first. */
export function searchMessages(world: World, query: MessageQuery): Hit[] {
	const wanted = words(query.query ?? '');
	return [...world.chats.values()]
		.filter((record) => chatPasses(record, query))
		.flatMap((record) => record.messages.map((found) => ({ record, found })))
		.filter(({ record, found }) => messagePasses(found.message, record, query, wanted))
		.sort((left, right) => newestFirst(left.found.message, right.found.message));
}

function chatPasses({ chat }: ChatRecord, query: MessageQuery): boolean {
	const { accountIDs, chatIDs, chatType } = query;
	if (accountIDs && !accountIDs.includes(chat.accountID)) return false;
	if (chatIDs && !chatIDs.includes(chat.id) && !chatIDs.includes(chat.localChatID ?? '')) {
		return false;
	}
	if (chatType && chat.type !== chatType) return false;
	if ((query.excludeLowPriority ?? true) && chat.isLowPriority) return false;
	return (query.includeMuted ?? true) || !chat.isMuted;
}

function messagePasses(
	message: Message,
	{ participants }: ChatRecord,
	query: MessageQuery,
	wanted: string[],
): boolean {
	const { sender, dateAfter, dateBefore, mediaTypes } = query;
	if (message.isDeleted || message.isHidden) return false;
	const isMine = participants.some(({ id, isSelf }) => isSelf && id === message.senderID);
	if (sender === 'me' && !isMine) return false;
	if (sender === 'others' && isMine) return false;
	if (sender && !['me', 'others', message.senderID].includes(sender)) return false;
	const at = Date.parse(message.timestamp);
	if (dateAfter && at <= Date.parse(dateAfter)) return false;
	if (dateBefore && at >= Date.parse(dateBefore)) return false;
	if (mediaTypes && !mediaTypes.some((type) => hasMedia(message, type))) return false;
	const has = new Set(words(plainText(message.text ?? '')));
	return wanted.every((word) => has.has(word));
}

function hasMedia({ attachments = [], links = [] }: Message, type: string): boolean {
	if (type === 'any') return attachments.length > 0 || links.length > 0;
	if (type === 'link') return links.length > 0;
	const wire = { image: 'img', video: 'video', file: 'unknown' }[type];
	return attachments.some((one) => one.type === wire);
}

function newestFirst(left: Message, right: Message): number {
	if (left.timestamp !== right.timestamp) return left.timestamp < right.timestamp ? 1 : -1;
	return left.sortKey < right.sortKey ? 1 : -1;
}

/** Literal, whole words, whatever their case. */
export const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
