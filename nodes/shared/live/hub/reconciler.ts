import { failureReason } from '../../api/errors/errorText';
import { NoPage } from '../../api/pages';
import { activityOf, memberChatIDs, type Chat } from '../../model/chat';
import { BoundedSet } from '../../values/bounded';
import { wait } from '../../values/wait';
import { backoffMs } from '../feed/policy';
import { FailingChats } from './failingChats';
import { CatchUpBudget } from './catchUpBudget';
import { ChatReading, markRead, type ChatToRead } from './chatReading';
import { isBehind, listChats } from './listChats';
import { isRenumbered } from './numbering';
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

/** How long runs wait at most for messages by which a new numbering would be noticed. */
const MAX_UNDECIDED_MS = 120_000;

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
	/** Subscribers whose messages are known to have the IDs that they had, as long as there is a feed. */
	private isNumberingKnown = new WeakSet<Subscriber>();
	/** Since when (ms) full runs have failed, and why in words for a person. */
	private failingSince: number | undefined;
	private reason = '';

	constructor(private readonly context: ReconcilerContext) {}

	/** Events may have been missed: runs now, or right after the current run, through all chats. */
	suspectGap() {
		this.isFullDue = true;
		this.failing.clear();
		this.requestRun();
	}

	/** There is no connection any more: the next one may be to another installation of Beeper. */
	disconnected() {
		this.isNumberingKnown = new WeakSet();
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
			this.reason = '';
			const isDone = await this.runOnce(isFull).catch((error) => this.failed(error));
			if (hub.signal.aborted) return;
			if (isFull) this.report(isDone);
			failures = isDone ? 0 : failures + 1;
			this.runs++;
			if (isDone && isFull) queues.gapFilled(asOf);
			if (!isDone && isFull) this.isFullDue = true;
			await this.sleep(isDone ? this.interval() : backoffMs(failures), isDone);
		}
	}

	/** Notes why Beeper gave no page; reports an error that should not happen. */
	private failed(error: unknown): false {
		const { hub } = this.context;
		if (error instanceof NoPage) this.reason = failureReason(error.result, hub.baseUrl);
		else hub.onError(error as Error);
		return false;
	}

	/** Tells subscribers since when full runs have failed. */
	private report(isDone: boolean) {
		this.failingSince = isDone ? undefined : (this.failingSince ?? Date.now());
		if (this.failingSince === undefined) return;
		for (const subscriber of this.context.hub.subscribers)
			subscriber.onNotCaughtUp(this.failingSince, this.reason);
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
		await this.checkNumbering(subscribers);
		const { chats, missing } = await listChats(context, isFull, subscribers);
		await Promise.all(subscribers.map(async (subscriber) => await this.makeReady(subscriber)));
		const limit = Math.max(...subscribers.map(({ catchUpLimit }) => catchUpLimit));
		const budget = new CatchUpBudget(limit, hub.feedSince);
		const isAllRead = await this.readChats(chats, isFull, subscribers, budget);
		// Without a feed, messages that a partial run finds were missed, too.
		if (isFull || !hub.isConnected) this.missedMessages += budget.found;
		if (hub.signal.aborted || !isAllRead) return false;
		this.markMergedRead(chats, subscribers);
		if (missing) this.reason = missing;
		if (missing) return false;
		if (isFull) {
			for (const subscriber of subscribers) subscriber.onSwept(startedAt);
			const result = { messages: this.missedMessages, skippedChats: budget.cutChats };
			for (const subscriber of hub.subscribers) subscriber.onCaughtUp(result);
			this.missedMessages = 0;
		}
		return true;
	}

	/** Reads what is missing in these chats; `false` if one could not be read. */
	private async readChats(
		listing: Chat[],
		isFull: boolean,
		subscribers: Subscriber[],
		budget: CatchUpBudget,
	): Promise<boolean> {
		const { context } = this;
		const fresh = this.chatsToRead(listing, isFull, subscribers);
		let started: ChatReading[] = [];
		let interrupted: ChatReading[] = [];
		let isAllRead = true;
		// A chat is read once at a time: of two readings, one would mark as read what the other has still to show.
		const open = new Set<string>();
		const next = (): ChatReading | undefined => {
			const chat = this.nextChat(fresh, open);
			if (!chat) return started.shift();
			open.add(chat.chatID);
			return new ChatReading(context, chat, subscribers, budget);
		};
		let share = budget.share(fresh.length);
		const readChats = async () => {
			for (let reading = next(); reading; reading = next()) {
				if (context.hub.signal.aborted) return;
				const isRead = await this.readOn(reading, share);
				if (isRead === undefined) isAllRead = false;
				if (isRead === false) interrupted.push(reading);
				else open.delete(reading.chatID);
			}
		};
		do {
			[started, interrupted] = [interrupted, []];
			await Promise.all(Array.from({ length: MAX_CONCURRENT_READS }, readChats));
			// What chats with less did not use.
			share = budget.share(interrupted.length);
		} while (interrupted.length > 0 && !budget.isEmpty && !context.hub.signal.aborted);
		for (const reading of interrupted) await reading.cut();
		return isAllRead;
	}

	/** Reads its share of a chat; `false` if more is missing, `undefined` if it failed and will be tried again. */
	private async readOn(reading: ChatReading, share: number): Promise<boolean | undefined> {
		const { chatID } = reading;
		try {
			if (!(await reading.readOn(share))) return false;
			await reading.finish();
			this.failing.remove(chatID);
			return true;
		} catch (error) {
			this.failed(error);
			if (!this.failing.add(chatID)) return undefined;
			// Given up for now: then at least what can be had of it.
			await reading.merge();
			return true;
		}
	}

	/** Has subscribers begin anew whose IDs and sort keys mean other messages now. */
	private async checkNumbering(subscribers: Subscriber[]) {
		const { hub, messages } = this.context;
		const due = subscribers.filter((subscriber) => !this.isNumberingKnown.has(subscriber));
		const results = new Map<string, boolean>();
		for (const subscriber of due) {
			const anchors = subscriber.anchors();
			const key = JSON.stringify(anchors);
			const known = (chatID: string, id: string) => messages.get(chatID, id);
			const check = async () => await isRenumbered(hub.get, anchors, known);
			const isOther = results.get(key) ?? (await check().catch((error) => this.undecided(error)));
			results.set(key, isOther);
			if (isOther) subscriber.onRenumbered();
			// Without a feed, it may be another installation that answers the next run.
			if (hub.isConnected) this.isNumberingKnown.add(subscriber);
		}
		if ([...results.values()].includes(true)) messages.clear();
	}

	/** Some chats can never be read: after a while, it counts as decided that their messages are numbered as before. */
	private undecided(error: unknown): false {
		const status = error instanceof NoPage ? error.result.status : undefined;
		const isLong = Date.now() - (this.failingSince ?? Date.now()) > MAX_UNDECIDED_MS;
		if (status === undefined || status === 401 || !isLong) throw error;
		return false;
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
				chosen.set(chatID, { chatID, activity: activityOf(chat) });
			}
		}
		return [...chosen.values()];
	}

	/** The next chat to read; first the urgent ones, also those that no list showed. `open` are being read. */
	private nextChat(queue: ChatToRead[], open: ReadonlySet<string>): ChatToRead | undefined {
		for (const chatID of this.urgent) {
			this.urgent.delete(chatID);
			if (open.has(chatID)) continue;
			const at = queue.findIndex((one) => one.chatID === chatID);
			return at < 0 ? { chatID, activity: 0 } : queue.splice(at, 1)[0];
		}
		return queue.shift();
	}
}
