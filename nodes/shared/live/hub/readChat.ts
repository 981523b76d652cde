import type { Chat } from '../../model/chat';
import { isPending, timeOf, type Message } from '../../model/message';
import type { ReconcilerHost } from './reconcilerHost';
import type { Subscriber } from './subscriber';
import { messagePages, NoPage } from '../../api/pages';

/** After so many pages that hold nothing new the rest of a chat is taken as known. */
const KNOWN_PAGES = 3;

/** How many missed messages may still be read in this run, and how many were found. */
export interface Budget {
	left: number;
	found: number;
	/** Chats in which missed messages were left out. */
	cutChats: number;
}

/** A chat to be read, and how a list showed it. */
export interface ChatToRead {
	chatID: string;
	chat?: Chat;
	activity: number;
}

/** Reads a chat back to what every member has had, and lets its line take what that brings. */
export async function readChat(
	host: ReconcilerHost,
	{ chatID, activity }: ChatToRead,
	subscribers: Subscriber[],
	budget: Budget,
): Promise<true> {
	const asOf = host.clock.now();
	const messages: Message[] = [];
	let cutAt = '';
	const problem = await collect(host, chatID, messages, subscribers, budget).then(
		(sortKey) => void (cutAt = sortKey),
		(error: unknown) => error,
	);
	// A chat that is gone has nothing to be read; frames of it need not wait.
	if (problem && !(problem instanceof NoPage && problem.isGone)) throw problem;
	messages.reverse();
	const newest = messages.at(-1);
	if (newest) host.vanished(chatID, messages, asOf);
	await host.queue(chatID).merge(messages, asOf);
	const until = Math.max(activity, newest ? timeOf(newest) : 0);
	const sortKey = readUpTo(messages) || cutAt;
	host.onRead(subscribers, { chatID, asOf, sortKey, activity: until });
	return true;
}

/**
 * Adds the messages of a chat, newest first, as far back as some member lacks any. Where so much was missed
 * that some are left out, the sort key up to which that is; else it is empty.
 */
async function collect(
	host: ReconcilerHost,
	chatID: string,
	messages: Message[],
	subscribers: Subscriber[],
	budget: Budget,
): Promise<string> {
	let knownPages = 0;
	for await (const page of messagePages(host.get, chatID)) {
		let isKnown = true;
		for (const message of page) {
			const isNeverSeen = host.isNeverSeen(message);
			if (subscribers.some((subscriber) => subscriber.lacks(message, isNeverSeen))) {
				// The newest count; what is older than so many is left out.
				if (budget.left <= 0) {
					budget.cutChats++;
					host.leaveOut(timeOf(message));
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
		const isReached = !oldest || subscribers.every((subscriber) => subscriber.hasAllBefore(oldest));
		if (isReached || knownPages >= KNOWN_PAGES || host.signal.aborted) break;
	}
	return '';
}

/** So much was missed that this chat is left out: from here on only what is new counts. */
export function skipChat(
	host: ReconcilerHost,
	{ chatID, chat, activity }: ChatToRead,
	subscribers: Subscriber[],
) {
	const { sortKey } = (chat?.preview ?? {}) as { sortKey?: string };
	const asOf = host.clock.now();
	host.leaveOut(activity);
	host.onRead(subscribers, { chatID, asOf, sortKey: sortKey ?? '', activity });
	host.queue(chatID).release();
}

/** An own message that is on its way keeps what comes after it from counting as read, for so long. */
const PENDING_MS = 3_600_000;

/** The sort key up to which nothing more can come of these messages (oldest first); empty if of none. */
function readUpTo(messages: Message[]): string {
	let sortKey = '';
	for (const message of messages) {
		if (isPending(message) && timeOf(message) > Date.now() - PENDING_MS) return sortKey;
		sortKey = message.sortKey;
	}
	return sortKey;
}
