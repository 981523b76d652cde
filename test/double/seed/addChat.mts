import type { Clock } from '../clock.mts';
import type { Assets } from '../state/assets.mts';
import { accountOf } from '../state/chats.mts';
import type { ChatRecord, World } from '../state/world.mts';
import type { Participant } from '../wire/models.mts';
import { addMessage } from './addMessage.mts';
import type { SeedChat } from './seed.mts';

/** Puts a chat with its history into a world; nobody is told. */
export function addChat(seed: SeedChat, world: World, assets: Assets, clock: Clock): ChatRecord {
	const { participants, unread = 0, messages = [], ...fields } = structuredClone(seed);
	const account = accountOf(world, seed.accountID);
	const self: Participant = { ...account.user, isSelf: true };
	const record: ChatRecord = {
		chat: {
			localChatID: String(10 + world.chats.size),
			network: account.network ?? '',
			description: null,
			imgURL: null,
			unreadMentionsCount: 0,
			isMarkedUnread: false,
			isArchived: false,
			isMuted: false,
			isPinned: false,
			isLowPriority: false,
			isReadOnly: false,
			draft: null,
			reminder: null,
			snooze: null,
			messageExpirySeconds: null,
			...fields,
			unreadCount: unread,
		},
		participants: [...participants, self],
		messages: [],
		settledAt: 0,
		settling: [],
	};
	world.chats.set(seed.id, record);
	for (const message of messages) addMessage(message, record, world, assets, clock);
	markNewest(record, unread);
	return record;
}

function markNewest(record: ChatRecord, unread: number) {
	const incoming = record.messages.filter(({ message }) => !message.isSender);
	for (const { message } of unread > 0 ? incoming.slice(-unread) : []) message.isUnread = true;
	const read = record.messages.filter(({ message }) => !message.isUnread);
	record.chat.lastReadMessageSortKey = read.at(-1)?.message.sortKey;
	record.chat.lastActivity = record.messages.at(-1)?.message.timestamp;
}
