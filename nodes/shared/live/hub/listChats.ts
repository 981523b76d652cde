import type { Chat } from '../mirror/chats';
import type { Ground } from './reconcilerHost';
import type { Member } from './subscriber';
import { chatPages } from '../../api/pages';

/** So far a full run looks back beyond the one before it: clocks of networks differ. */
const OVERLAP_MS = 3_600_000;

/** Chats, most recently active first, as far back as there may be something new. */
export async function listChats(
	ground: Ground,
	isFull: boolean,
	members: Member[],
): Promise<Chat[]> {
	const asOf = ground.clock.now();
	const wantsAll = isFull && members.some(({ wantsChats }) => wantsChats);
	const floor = Math.min(...members.map(({ sweptAt }) => sweptAt)) - OVERLAP_MS;
	const listed: Chat[] = [];
	for await (const chats of chatPages(ground.get)) {
		if (ground.signal.aborted) return listed;
		for (const chat of chats) ground.onChat(chat, asOf);
		listed.push(...chats);
		const isQuiet = !chats.some((chat) => isBehind(chat, members));
		const isFarEnough = !isFull || activityOf(chats.at(-1)) < floor;
		if (isQuiet && isFarEnough && !wantsAll) return listed;
	}
	if (wantsAll && listed.length > 0) await listMoved(ground, listed);
	if (wantsAll) ground.onAllChats(new Set(listed.map(({ id }) => id)), asOf);
	return listed;
}

/** Chats that became active while pages were read have moved to the first one, past the reader. */
async function listMoved(ground: Ground, listed: Chat[]) {
	const known = new Set(listed.map(({ id }) => id));
	const asOf = ground.clock.now();
	for await (const chats of chatPages(ground.get)) {
		for (const chat of chats) {
			ground.onChat(chat, asOf);
			if (!known.has(chat.id)) listed.push(chat);
		}
		if (chats.some(({ id }) => known.has(id))) return;
	}
}

/** Whether there may be something in the chat that one of them has not had. */
export const isBehind = (chat: Chat, members: Member[]) =>
	members.some((member) => member.isBehind(chat));

/** When there was something in the chat, in ms; 0 where Beeper does not say. */
export const activityOf = (chat: Chat | undefined) =>
	Date.parse(String(chat?.lastActivity ?? '')) || 0;

/** Where the messages of a chat are: a merged chat has none of its own (beeper-api.md §4). */
export function idsOf({ id, merge }: Chat): string[] {
	const { chatIDs } = (merge ?? {}) as { chatIDs?: unknown };
	return Array.isArray(chatIDs) && chatIDs.length > 0 ? chatIDs.map(String) : [id];
}
