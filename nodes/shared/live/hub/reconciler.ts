import { BoundedMap, BoundedSet } from '../../values/bounded';
import { wait } from '../../values/wait';
import { backoffMs } from '../feed/policy';
import { activityOf, memberChatIDs, type Chat } from '../../model/chat';
import type { ReconcilerHost } from './reconcilerHost';
import { isBehind, listChats } from './listChats';
import type { Subscriber } from './subscriber';
import { NoPage } from '../../api/pages';
import { readChat, skipChat, type Budget, type ChatToRead } from './readChat';

/** How many chats are read at the same time. */
const READERS = 4;

/** The chats whose newest page is something to compare with, where changes of messages are asked for. */
const BASELINE_CHATS = 25;

/** A chat that Beeper has not been able to give for so long keeps no run from being complete any more. */
const HOPELESS_MS = 120_000;

/** Such a chat is tried again at least this often. */
const TRY_AGAIN_MS = 300_000;

/** How many chats are remembered as urgent, and how many as failing; the first ones are forgotten first. */
const MAX_CHATS = 10_000;

/** The first run waits no longer than this for the feed. */
const FIRST_RUN_MS = 15_000;

/** Without a feed, Beeper is asked this often at least. */
const POLLING_MS = 10_000;

/** Every so many runs the chats are looked through as after an interruption: news of old chats may come late. */
const FULL_EVERY = 120;

/**
 * Reads over REST what the feed did not bring: after every connect, when frames are missing, and now and
 * then. When nothing has changed that is one request. Everything it finds goes through the lines of the chats.
 */
export class Reconciler {
	private wake: (() => void) | undefined;
	/** Whether everything is to be looked through, since something may have been missed. */
	private isFullDue = true;
	private isDue = false;
	private runs = 0;
	/** Missed messages that were found since everything was looked through. */
	private missedMessages = 0;
	private readonly urgent = new BoundedSet<string>(MAX_CHATS);
	/** Chats that could not be read: since when (ms), and when to try again. */
	private readonly failing = new BoundedMap<string, { since: number; againAt: number }>(MAX_CHATS);
	/** Members that were made ready. */
	private readonly ready = new WeakSet<Subscriber>();

	constructor(private readonly host: ReconcilerHost) {}

	/** Something may have been missed: everything is looked through, at once or after the run under way. */
	suspectGap() {
		this.isFullDue = true;
		// Whatever it was, it may be over.
		this.failing.clear();
		this.requestRun();
	}

	/** Looks at once for what is new. */
	requestRun() {
		this.isDue = true;
		this.wake?.();
	}

	/** This chat is read before the others, as frames of it wait. */
	prioritize(chatID: string) {
		this.urgent.add(chatID);
	}

	/** Runs until the signal aborts; never rejects. */
	async runUntilStopped(): Promise<void> {
		let failures = 0;
		// The feed asks for the first run, as soon as it stands or cannot.
		await this.sleep(FIRST_RUN_MS, true);
		while (!this.host.signal.aborted) {
			const isFull = this.isFullDue || this.runs % FULL_EVERY === 0;
			this.isFullDue = this.isDue = false;
			const asOf = this.host.clock.now();
			const isDone = await this.runOnce(isFull).catch((error) => this.failed(error));
			if (this.host.signal.aborted) return;
			failures = isDone ? 0 : failures + 1;
			this.runs++;
			if (isDone && isFull) this.host.onDone(asOf);
			// What could not be looked through now must be later.
			if (!isDone && isFull) this.isFullDue = true;
			await this.sleep(isDone ? this.interval() : backoffMs(failures), isDone);
		}
	}

	/** Beeper not answering is an outage, seen by whoever asked; anything else should not happen. */
	private failed(error: unknown): false {
		if (!(error instanceof NoPage)) this.host.onError(error as Error);
		return false;
	}

	private async sleep(ms: number, mayWake: boolean) {
		if (this.isDue && mayWake) return;
		const woken = new AbortController();
		this.wake = () => woken.abort();
		await wait(ms, AbortSignal.any([woken.signal, this.host.signal]));
		this.wake = undefined;
	}

	private interval(): number {
		const wanted = Math.min(...[...this.host.subscribers].map(({ reconcileMs }) => reconcileMs));
		return this.host.isConnected() ? wanted : Math.min(wanted, POLLING_MS);
	}

	/** One run; `true` when everything that was to be read was read. */
	private async runOnce(isFull: boolean): Promise<boolean> {
		const { host } = this;
		const subscribers = [...host.subscribers];
		const startedAt = Date.now();
		const listing = await listChats(host, isFull, subscribers);
		await Promise.all(subscribers.map(async (subscriber) => await this.makeReady(subscriber)));
		const budget: Budget = {
			left: Math.max(...subscribers.map(({ catchUpLimit }) => catchUpLimit)),
			found: 0,
			cutChats: 0,
		};
		const queue = this.chatsToRead(listing, isFull, subscribers);
		let isComplete = true;
		const work = async () => {
			for (let next = this.nextChat(queue); next; next = this.nextChat(queue)) {
				if (host.signal.aborted) return;
				if (budget.left <= 0) {
					budget.cutChats++;
					skipChat(host, next, subscribers);
					continue;
				}
				const isRead = await readChat(host, next, subscribers, budget).catch((error) =>
					this.failed(error),
				);
				if (isRead) this.failing.delete(next.chatID);
				else if (!this.isHopeless(next.chatID)) isComplete = false;
			}
		};
		await Promise.all(Array.from({ length: READERS }, work));
		// Without a feed a check, too, finds what was missed.
		if (isFull || !host.isConnected()) this.missedMessages += budget.found;
		if (host.signal.aborted || !isComplete) return false;
		this.noteMerged(listing, subscribers);
		if (isFull) {
			for (const subscriber of subscribers) subscriber.onSwept(startedAt);
			host.onCaughtUp(this.missedMessages, budget.cutChats);
			this.missedMessages = 0;
		}
		return true;
	}

	/** A merged chat has no messages of its own: it was read when the chats that it stands for were. */
	private noteMerged(listing: Chat[], subscribers: Subscriber[]) {
		const { host, failing } = this;
		for (const chat of listing) {
			const ids = memberChatIDs(chat);
			if (ids[0] === chat.id || ids.some((id) => failing.has(id))) continue;
			if (!isBehind(chat, subscribers)) continue;
			const [asOf, activity] = [host.clock.now(), activityOf(chat)];
			host.onRead(subscribers, { chatID: chat.id, asOf, sortKey: '', activity });
		}
	}

	/** Notes that a chat could not be read, and says whether it has been so for long. */
	private isHopeless(chatID: string): boolean {
		const now = Date.now();
		const { since = now } = this.failing.get(chatID) ?? {};
		// The longer it has been so, the longer it will be: asking costs a run its time.
		const againAt = now + Math.min(TRY_AGAIN_MS, (now - since) / 2);
		this.failing.set(chatID, { since, againAt });
		return now - since > HOPELESS_MS;
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
				const { since = 0, againAt = 0 } = this.failing.get(chatID) ?? {};
				if (againAt > Date.now() && Date.now() - since > HOPELESS_MS) continue;
				chosen.set(chatID, { chatID, chat, activity: activityOf(chat) });
			}
		}
		return [...chosen.values()];
	}

	/** Chats whose frames wait come first, also those that no list showed. */
	private nextChat(queue: ChatToRead[]): ChatToRead | undefined {
		const [chatID] = this.urgent;
		if (chatID === undefined) return queue.shift();
		this.urgent.delete(chatID);
		const at = queue.findIndex((one) => one.chatID === chatID);
		return at < 0 ? { chatID, activity: 0 } : queue.splice(at, 1)[0];
	}
}
