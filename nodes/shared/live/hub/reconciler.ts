import { NoPage } from '../../api/pages';
import { activityOf, memberChatIDs, type Chat } from '../../model/chat';
import { BoundedSet } from '../../values/bounded';
import { wait } from '../../values/wait';
import { backoffMs } from '../feed/policy';
import { FailingChats } from './failingChats';
import { isBehind, listChats } from './listChats';
import { markRead, readChat, skipChat, type Budget, type ChatToRead } from './readChat';
import type { ReconcilerContext } from './reconcilerContext';
import type { Subscriber } from './subscriber';

/** How many chats are read at the same time. */
const MAX_CONCURRENT_READS = 4;

/** Of how many chats the newest page is read for comparison, if a subscriber wants changes of messages. */
const BASELINE_CHATS = 25;

/** How many chats wait to be read before others; one more loses its precedence. */
const MAX_URGENT = 10_000;

/** The first run waits this long at most for the feed. */
const FIRST_RUN_MS = 15_000;

/** Without a feed, runs are at least this frequent. */
const POLLING_MS = 10_000;

/** Every how many runs all chats are looked through, as after a gap: changes of old chats may come late. */
const FULL_EVERY = 120;

/**
 * Reads what the feed did not bring: after every connect, after a gap, and at intervals. If nothing is new, a run is
 * one request. The messages it finds go through the queues of their chats.
 */
export class Reconciler {
	private wake: (() => void) | undefined;
	/** Whether the next run is to look through all chats, since events may have been missed. */
	private isFullDue = true;
	private isDue = false;
	private runs = 0;
	/** How many missed messages were found since the last full run. */
	private missedMessages = 0;
	private readonly urgent = new BoundedSet<string>(MAX_URGENT);
	private readonly failing = new FailingChats();
	/** Subscribers whose `onReady` was called. */
	private readonly ready = new WeakSet<Subscriber>();

	constructor(private readonly context: ReconcilerContext) {}

	/** Events may have been missed: runs now, or right after the current run, through all chats. */
	suspectGap() {
		this.isFullDue = true;
		this.failing.clear();
		this.requestRun();
	}

	/** Runs now, or right after the current run. */
	requestRun() {
		this.isDue = true;
		this.wake?.();
	}

	/** Has a chat read before others, since frames of it wait. */
	prioritize(chatID: string) {
		this.urgent.add(chatID);
	}

	/** Runs again and again until the signal aborts. Never rejects. */
	async runUntilStopped(): Promise<void> {
		const { hub, queues } = this.context;
		let failures = 0;
		// The feed requests the first run, once it is connected or has failed.
		await this.sleep(FIRST_RUN_MS, true);
		while (!hub.signal.aborted) {
			const isFull = this.isFullDue || this.runs % FULL_EVERY === 0;
			this.isFullDue = this.isDue = false;
			const asOf = hub.clock.now();
			const isDone = await this.runOnce(isFull).catch((error) => this.failed(error));
			if (hub.signal.aborted) return;
			failures = isDone ? 0 : failures + 1;
			this.runs++;
			if (isDone && isFull) queues.gapFilled(asOf);
			if (!isDone && isFull) this.isFullDue = true;
			await this.sleep(isDone ? this.interval() : backoffMs(failures), isDone);
		}
	}

	/** Reports an error that should not happen. Beeper not answering is reported where the request is made. */
	private failed(error: unknown): false {
		if (!(error instanceof NoPage)) this.context.hub.onError(error as Error);
		return false;
	}

	private async sleep(ms: number, mayWake: boolean) {
		if (this.isDue && mayWake) return;
		const woken = new AbortController();
		this.wake = () => woken.abort();
		await wait(ms, AbortSignal.any([woken.signal, this.context.hub.signal]));
		this.wake = undefined;
	}

	private interval(): number {
		const { hub } = this.context;
		const wanted = Math.min(...[...hub.subscribers].map(({ reconcileMs }) => reconcileMs));
		return hub.isConnected ? wanted : Math.min(wanted, POLLING_MS);
	}

	/** One run; `true` if it read everything that it was to read. */
	private async runOnce(isFull: boolean): Promise<boolean> {
		const { context } = this;
		const { hub } = context;
		const subscribers = [...hub.subscribers];
		const startedAt = Date.now();
		const listing = await listChats(context, isFull, subscribers);
		await Promise.all(subscribers.map(async (subscriber) => await this.makeReady(subscriber)));
		const budget: Budget = {
			left: Math.max(...subscribers.map(({ catchUpLimit }) => catchUpLimit)),
			found: 0,
			cutChats: 0,
		};
		const queue = this.chatsToRead(listing, isFull, subscribers);
		let isComplete = true;
		const readChats = async () => {
			for (let next = this.nextChat(queue); next; next = this.nextChat(queue)) {
				if (hub.signal.aborted) return;
				if (budget.left <= 0) {
					budget.cutChats++;
					skipChat(context, next, subscribers);
					continue;
				}
				const isRead = await readChat(context, next, subscribers, budget).catch((error) =>
					this.failed(error),
				);
				if (isRead) this.failing.remove(next.chatID);
				else if (!this.failing.add(next.chatID)) isComplete = false;
			}
		};
		await Promise.all(Array.from({ length: MAX_CONCURRENT_READS }, readChats));
		// Without a feed, messages that a partial run finds were missed, too.
		if (isFull || !hub.isConnected) this.missedMessages += budget.found;
		if (hub.signal.aborted || !isComplete) return false;
		this.markMergedRead(listing, subscribers);
		if (isFull) {
			for (const subscriber of subscribers) subscriber.onSwept(startedAt);
			const result = { messages: this.missedMessages, skippedChats: budget.cutChats };
			for (const subscriber of hub.subscribers) subscriber.onCaughtUp(result);
			this.missedMessages = 0;
		}
		return true;
	}

	/** A merged chat has no messages of its own: it counts as read once its members were read. */
	private markMergedRead(listing: Chat[], subscribers: Subscriber[]) {
		for (const chat of listing) {
			const ids = memberChatIDs(chat);
			if (ids[0] === chat.id || ids.some((id) => this.failing.has(id))) continue;
			if (!isBehind(chat, subscribers)) continue;
			const [asOf, activity] = [this.context.hub.clock.now(), activityOf(chat)];
			markRead(this.context, subscribers, { chatID: chat.id, asOf, sortKey: '', activity });
		}
	}

	private async makeReady(subscriber: Subscriber) {
		if (this.ready.has(subscriber)) return;
		this.ready.add(subscriber);
		await subscriber.onReady();
	}

	private chatsToRead(listing: Chat[], isFull: boolean, subscribers: Subscriber[]): ChatToRead[] {
		const wantsBaseline = isFull && subscribers.some(({ wantsChanges }) => wantsChanges);
		const chosen = new Map<string, ChatToRead>();
		for (const [at, chat] of listing.entries()) {
			if (!(wantsBaseline && at < BASELINE_CHATS) && !isBehind(chat, subscribers)) continue;
			for (const chatID of memberChatIDs(chat)) {
				if (this.failing.isResting(chatID)) continue;
				chosen.set(chatID, { chatID, chat, activity: activityOf(chat) });
			}
		}
		return [...chosen.values()];
	}

	/** The next chat to read; first the urgent ones, also those that no list showed. */
	private nextChat(queue: ChatToRead[]): ChatToRead | undefined {
		const [chatID] = this.urgent;
		if (chatID === undefined) return queue.shift();
		this.urgent.delete(chatID);
		const at = queue.findIndex((one) => one.chatID === chatID);
		return at < 0 ? { chatID, activity: 0 } : queue.splice(at, 1)[0];
	}
}
