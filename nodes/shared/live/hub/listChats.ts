import { chatPages } from '../../api/pages';
import { activityOf, type Chat } from '../../model/chat';
import type { ReconcilerContext } from './reconcilerContext';
import type { Subscriber } from './subscriber';

/** How far a full run looks back beyond the one before it: the clocks of networks differ. */
const OVERLAP_MS = 3_600_000;

type ListingContext = Pick<ReconcilerContext, 'hub' | 'chatChanges'>;

/**
 * Lists chats, most recently active first, until no subscriber is behind in a page. A full run goes on to what was
 * active since the last one, or to the end if a subscriber wants chats. Throws `NoPage` if Beeper fails.
 */
export async function listChats(
	{ hub, chatChanges }: ListingContext,
	isFull: boolean,
	subscribers: Subscriber[],
): Promise<Chat[]> {
	const asOf = hub.clock.now();
	const wantsAll = isFull && subscribers.some(({ wantsChats }) => wantsChats);
	const floor = Math.min(...subscribers.map(({ sweptAt }) => sweptAt)) - OVERLAP_MS;
	const listed: Chat[] = [];
	for await (const chats of chatPages(hub.get)) {
		if (hub.signal.aborted) return listed;
		for (const chat of chats) chatChanges.observe(chat, asOf);
		listed.push(...chats);
		const isQuiet = !chats.some((chat) => isBehind(chat, subscribers));
		const isFarEnough = !isFull || activityOf(chats.at(-1)) < floor;
		if (isQuiet && isFarEnough && !wantsAll) return listed;
	}
	if (wantsAll && listed.length > 0) await addMoved({ hub, chatChanges }, listed);
	if (wantsAll) chatChanges.observeAll(new Set(listed.map(({ id }) => id)), asOf);
	return listed;
}

/** Adds chats that became active while pages were read: they moved to the first page, which was read before. */
async function addMoved({ hub, chatChanges }: ListingContext, listed: Chat[]) {
	const known = new Set(listed.map(({ id }) => id));
	const asOf = hub.clock.now();
	for await (const chats of chatPages(hub.get)) {
		for (const chat of chats) {
			chatChanges.observe(chat, asOf);
			if (!known.has(chat.id)) listed.push(chat);
		}
		if (chats.some(({ id }) => known.has(id))) return;
	}
}

/** Whether the chat may hold messages that one of the subscribers has not received. */
export const isBehind = (chat: Chat, subscribers: Subscriber[]) =>
	subscribers.some((subscriber) => subscriber.isBehind(chat));
