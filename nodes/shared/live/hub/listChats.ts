import { failureReason } from '../../api/errors/errorText';
import { chatPages, NoPage } from '../../api/pages';
import { activityOf, type Chat } from '../../model/chat';
import type { ReconcilerContext } from './reconcilerContext';
import type { Subscriber } from './subscriber';

/** How far a full run looks back beyond the one before it: the clocks of networks differ. */
const OVERLAP_MS = 3_600_000;

type ListingContext = Pick<ReconcilerContext, 'hub' | 'chatChanges'>;

/** The chats of a run. */
export interface Listing {
	chats: Chat[];
	/** Why later ones are missing, in words for a person; empty if none are. */
	missing: string;
}

/**
 * Lists chats, most recently active first, until no subscriber is behind in a page. A full run goes on to what was
 * active since the last one, or to the end if a subscriber wants chats. If Beeper fails at a later page, the chats of
 * the earlier ones are returned; if at the first, it throws `NoPage`.
 */
export async function listChats(
	{ hub, chatChanges }: ListingContext,
	isFull: boolean,
	subscribers: Subscriber[],
): Promise<Listing> {
	const asOf = hub.clock.now();
	const wantsAll = isFull && subscribers.some(({ wantsChats }) => wantsChats);
	const floor = Math.min(...subscribers.map(({ sweptAt }) => sweptAt)) - OVERLAP_MS;
	const listed: Chat[] = [];
	let isEndless = false;
	const onCut = () => {
		isEndless = true;
		hub.log({ type: 'cut', what: "Beeper's list of chats" });
	};
	// A subscriber that wants chats is told of new ones: not before it is certain that the list has an end.
	const isTold = subscribers.some(({ wantsChats }) => wantsChats);
	const learn = (chats: Chat[]) => {
		for (const chat of chats) chatChanges.observe(chat, asOf);
	};
	const end = (missing = ''): Listing => {
		if (isTold && !isEndless) learn(listed);
		return { chats: listed, missing };
	};
	const walk = async () => {
		for await (const chats of chatPages(hub.get, onCut)) {
			if (hub.signal.aborted) return;
			listed.push(...chats);
			if (!isTold) learn(chats);
			const isQuiet = !chats.some((chat) => isBehind(chat, subscribers));
			const isFarEnough = !isFull || activityOf(chats.at(-1)) < floor;
			if (isQuiet && isFarEnough && !wantsAll) return;
		}
	};
	const problem = await walk().then(
		() => undefined,
		(error: unknown) => error,
	);
	if (problem instanceof NoPage && listed.length > 0) {
		return end(failureReason(problem.result, hub.baseUrl));
	}
	if (problem) throw problem;
	if (hub.signal.aborted) return { chats: listed, missing: '' };
	if (isEndless) return end('The list of chats has no end');
	if (!wantsAll) return end();
	const listing = end();
	if (listed.length > 0) await addMoved({ hub, chatChanges }, listed);
	chatChanges.observeAll(new Set(listed.map(({ id }) => id)), asOf);
	return listing;
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
