import { messagePages, NoPage } from '../../api/pages';
import type { Chat } from '../../model/chat';
import { timeOf, type Message } from '../../model/message';
import { isPending } from '../../model/sendStatus';
import type { ReconcilerContext } from './reconcilerContext';
import type { Subscriber } from './subscriber';

/** After as many pages in a row without anything new, the rest of a chat counts as known. */
const MAX_KNOWN_PAGES = 3;

/** An own message that is being sent keeps later ones from counting as read, for this long at most. */
const MAX_PENDING_MS = 3_600_000;

/** What a run has left for missed messages, and what it found. */
export interface Budget {
	/** How many missed messages may still be read. */
	left: number;
	found: number;
	/** Chats in which missed messages were left out. */
	cutChats: number;
}

/** A chat to be read: its last activity (ms; 0 if no list showed it), and how a list showed it. */
export interface ChatToRead {
	chatID: string;
	chat?: Chat;
	activity: number;
}

/** Up to where a chat was read: the sort key (empty if there is none) and the time (ms). */
interface ReadTo {
	chatID: string;
	/** When (`LogicalClock`) it was requested. */
	asOf: number;
	sortKey: string;
	activity: number;
}

/**
 * Reads a chat back to what every subscriber has received, and has its queue handle the messages. Throws `NoPage` if
 * Beeper fails; a chat that was deleted counts as read.
 */
export async function readChat(
	context: ReconcilerContext,
	{ chatID, activity }: ChatToRead,
	subscribers: Subscriber[],
	budget: Budget,
): Promise<true> {
	const asOf = context.hub.clock.now();
	const messages: Message[] = [];
	let cutAt = '';
	const problem = await collect(context, chatID, messages, subscribers, budget).then(
		(sortKey) => void (cutAt = sortKey),
		(error: unknown) => error,
	);
	if (problem && !(problem instanceof NoPage && problem.isGone)) throw problem;
	messages.reverse();
	const newest = messages.at(-1);
	if (newest) context.messageChanges.checkMissing(chatID, messages, asOf);
	await context.queues.of(chatID).merge(messages, asOf);
	const until = Math.max(activity, newest ? timeOf(newest) : 0);
	const sortKey = completeUpTo(messages) || cutAt;
	markRead(context, subscribers, { chatID, asOf, sortKey, activity: until });
	return true;
}

/**
 * Adds the messages of a chat, newest first, back to what every subscriber has received. If the budget ends before
 * that, the rest is left out: returns the sort key of the newest one left out, else an empty one.
 */
async function collect(
	{ hub, messages: mirror }: ReconcilerContext,
	chatID: string,
	messages: Message[],
	subscribers: Subscriber[],
	budget: Budget,
): Promise<string> {
	let knownPages = 0;
	for await (const page of messagePages(hub.get, chatID)) {
		let isKnown = true;
		for (const message of page) {
			const isNeverSeen = mirror.isNeverSeen(message);
			if (subscribers.some((subscriber) => subscriber.lacks(message, isNeverSeen))) {
				if (budget.left <= 0) {
					budget.cutChats++;
					mirror.skipUntil(timeOf(message));
					return message.sortKey;
				}
				budget.left--;
				budget.found++;
				isKnown = false;
			}
			messages.push(message);
		}
		knownPages = isKnown ? knownPages + 1 : 0;
		const oldest = page.at(-1);
		const isComplete = !oldest || subscribers.every((one) => one.hasAllBefore(oldest));
		if (isComplete || knownPages >= MAX_KNOWN_PAGES || hub.signal.aborted) break;
	}
	return '';
}

/** Leaves out everything in a chat up to now, since the budget has ended: only later messages will count. */
export function skipChat(
	context: ReconcilerContext,
	{ chatID, chat, activity }: ChatToRead,
	subscribers: Subscriber[],
) {
	const { sortKey } = (chat?.preview ?? {}) as { sortKey?: string };
	const asOf = context.hub.clock.now();
	context.messages.skipUntil(activity);
	markRead(context, subscribers, { chatID, asOf, sortKey: sortKey ?? '', activity });
	context.queues.of(chatID).release();
}

/** Notes that these subscribers were shown everything in a chat that they had not received. */
export function markRead(
	{ hub, queues }: ReconcilerContext,
	subscribers: Subscriber[],
	{ chatID, asOf, sortKey, activity }: ReadTo,
) {
	// One that joined since may lack more than was read.
	const isForAll = [...hub.subscribers].every((subscriber) => subscribers.includes(subscriber));
	if (isForAll) queues.markRead(chatID, asOf);
	for (const subscriber of subscribers) subscriber.onChatRead(chatID, sortKey, activity);
}

/** The sort key up to which no message (oldest first) is still being sent; empty if there is none. */
function completeUpTo(messages: Message[]): string {
	let sortKey = '';
	for (const message of messages) {
		if (isPending(message) && timeOf(message) > Date.now() - MAX_PENDING_MS) return sortKey;
		sortKey = message.sortKey;
	}
	return sortKey;
}
