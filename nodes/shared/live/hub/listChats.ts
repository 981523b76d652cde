import { activityOf, type Chat } from '../../model/chat';
import type { ReconcilerHost } from './reconcilerHost';
import type { Subscriber } from './subscriber';
import { chatPages } from '../../api/pages';

/** So far a full run looks back beyond the one before it: clocks of networks differ. */
const OVERLAP_MS = 3_600_000;

/** Chats, most recently active first, as far back as there may be something new. */
export async function listChats(
	host: ReconcilerHost,
	isFull: boolean,
	subscribers: Subscriber[],
): Promise<Chat[]> {
	const asOf = host.clock.now();
	const wantsAll = isFull && subscribers.some(({ wantsChats }) => wantsChats);
	const floor = Math.min(...subscribers.map(({ sweptAt }) => sweptAt)) - OVERLAP_MS;
	const listed: Chat[] = [];
	for await (const chats of chatPages(host.get)) {
		if (host.signal.aborted) return listed;
		for (const chat of chats) host.onChat(chat, asOf);
		listed.push(...chats);
		const isQuiet = !chats.some((chat) => isBehind(chat, subscribers));
		const isFarEnough = !isFull || activityOf(chats.at(-1)) < floor;
		if (isQuiet && isFarEnough && !wantsAll) return listed;
	}
	if (wantsAll && listed.length > 0) await listMoved(host, listed);
	if (wantsAll) host.onAllChats(new Set(listed.map(({ id }) => id)), asOf);
	return listed;
}

/** Chats that became active while pages were read have moved to the first one, past the reader. */
async function listMoved(host: ReconcilerHost, listed: Chat[]) {
	const known = new Set(listed.map(({ id }) => id));
	const asOf = host.clock.now();
	for await (const chats of chatPages(host.get)) {
		for (const chat of chats) {
			host.onChat(chat, asOf);
			if (!known.has(chat.id)) listed.push(chat);
		}
		if (chats.some(({ id }) => known.has(id))) return;
	}
}

/** Whether there may be something in the chat that one of them has not had. */
export const isBehind = (chat: Chat, subscribers: Subscriber[]) =>
	subscribers.some((subscriber) => subscriber.isBehind(chat));
