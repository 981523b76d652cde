import type { BeeperDesktop } from '@beeper/desktop-api';
import { words } from './search.mts';
import type { ChatRecord, World } from './world.mts';

export type ChatQuery = Omit<BeeperDesktop.ChatSearchParams, 'cursor' | 'direction' | 'limit'> & {
	labelID?: string;
};

/** All chats that pass every filter (reference 20), most recently active first. */
export function searchChats(world: World, query: ChatQuery): ChatRecord[] {
	return byActivity([...world.chats.values()]).filter(
		(record) => passes(record, query) && matches(record, query),
	);
}

/** Most recently active first, as every list of chats is. */
export function byActivity(records: ChatRecord[]): ChatRecord[] {
	return records.sort(({ chat: left }, { chat: right }) => {
		const [a, b] = [left.lastActivity ?? '', right.lastActivity ?? ''];
		if (a !== b) return a < b ? 1 : -1;
		return left.id < right.id ? 1 : -1;
	});
}

/** Where a chat stands in a list sorted by `byActivity`. */
export const activityPosition = ({ chat }: ChatRecord) => [chat.lastActivity ?? '', chat.id];

function passes({ chat }: ChatRecord, query: ChatQuery): boolean {
	const { accountIDs, type, lastActivityAfter, lastActivityBefore, labelID } = query;
	const at = Date.parse(chat.lastActivity ?? '');
	if (accountIDs && !accountIDs.includes(chat.accountID)) return false;
	if (type && type !== 'any' && type !== chat.type) return false;
	if (lastActivityAfter && !(at > Date.parse(lastActivityAfter))) return false;
	if (lastActivityBefore && !(at < Date.parse(lastActivityBefore))) return false;
	if (labelID && !chat.labels?.some(({ id }) => id === labelID)) return false;
	if (query.unreadOnly && chat.unreadCount === 0 && !chat.isMarkedUnread) return false;
	if (!(query.includeMuted ?? true) && chat.isMuted) return false;
	return !query.inbox || query.inbox === inboxOf(chat);
}

function inboxOf(chat: ChatRecord['chat']) {
	if (chat.isArchived) return 'archive';
	return chat.isLowPriority ? 'low-priority' : 'primary';
}

/** Literal tokens, all must match, whatever their case: half a word finds nothing. */
function matches({ chat, participants }: ChatRecord, { query, scope }: ChatQuery): boolean {
	if (query === undefined) return true;
	const names = participants
		.filter(({ isSelf }) => !isSelf)
		.map(({ fullName, username }) => `${fullName ?? ''} ${username ?? ''}`);
	const text = scope === 'participants' ? names.join(' ') : `${chat.title} ${chat.network}`;
	const has = new Set(words(text));
	return words(query).every((word) => has.has(word));
}
