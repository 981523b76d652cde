import type { Inside } from '../inside.mts';
import { accountOf, computedTitle } from '../state/chats.mts';
import { roomID } from '../state/ids.mts';
import type { ChatRecord } from '../state/world.mts';
import type { Participant } from '../wire/models.mts';
import { tellChat } from './tell.mts';

export type NewChat = {
	accountID: string;
	type: 'single' | 'group';
	others: Participant[];
	title?: string;
};

/** Opens a chat with these people. */
export function open(inside: Inside, { accountID, type, others, title }: NewChat): ChatRecord {
	const { world, clock } = inside;
	const account = accountOf(world, accountID);
	const participants = [...others, { ...account.user, isSelf: true }];
	const record: ChatRecord = {
		chat: {
			id: roomID(world),
			localChatID: String(100 + world.next()),
			accountID,
			network: account.network ?? '',
			type,
			title: title && type === 'group' ? title : computedTitle(participants),
			unreadCount: 0,
			lastActivity: clock.iso(),
			isArchived: false,
			isMuted: false,
			isPinned: false,
			isLowPriority: false,
			isReadOnly: false,
		},
		participants,
		messages: [],
		settledAt: 0,
		settling: [],
	};
	world.chats.set(record.chat.id, record);
	tellChat(inside, record);
	return record;
}
