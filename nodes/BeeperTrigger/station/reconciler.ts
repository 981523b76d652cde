import { pause } from '../../Beeper/shared/pause';
import { backoffMs } from '../feed/policy';
import type { Chat } from '../mirror/chats';
import { isPending, timeOf, type Message } from '../mirror/message';
import type { Clock } from './clock';
import type { Line } from './line';
import type { Member } from './member';
import { chatPages, messagePages, NoPage, type Get } from './pages';

/** How many chats are read at the same time. */
const READERS = 4;

/** The chats whose newest page is something to compare with, where changes of messages are asked for. */
const BASELINE_CHATS = 25;

/** So far a full run looks back beyond the one before it: clocks of networks differ. */
const OVERLAP_MS = 3_600_000;

/** After so many pages that hold nothing new the rest of a chat is taken as known. */
const KNOWN_PAGES = 3;

/** A chat that Beeper could not give in so many runs in a row holds up none any more … */
const HOPELESS = 3;

/** … and is tried in every so many of them. */
const HOPELESS_EVERY = 10;

/** The first run waits no longer than this for the feed. */
const FIRST_RUN_MS = 15_000;

/** Without a feed, Beeper is asked this often at least. */
const POLLING_MS = 10_000;

/** Every so many runs the chats are looked through as after an interruption: news of old chats may come late. */
const FULL_EVERY = 120;

/** A chat that was read: up to which sort key (empty if of none), and its last activity (ms). */
export interface ReadChat {
	chatID: string;
	asOf: number;
	sortKey: string;
	activity: number;
}

/** What the reconciler works on. */
export interface Ground {
	readonly signal: AbortSignal;
	readonly clock: Clock;
	readonly members: ReadonlySet<Member>;
	get: Get;
	line(chatID: string): Line;
	isNeverSeen(message: Message): boolean;
	/** Messages up to this time (ms) were left out, and are not to be found later. */
	leaveOut(until: number): void;
	/** Told what was read, oldest first: messages that should stand between these are gone. */
	vanished(chatID: string, read: Message[], asOf: number): void;
	onChat(chat: Chat, asOf: number): void;
	/** All chats that there are were seen, as of this moment. */
	onAllChats(ids: ReadonlySet<string>, asOf: number): void;
	/** Everything in the chat that these members lacked was shown; `asOf` is when it was asked for. */
	onRead(members: Member[], read: ReadChat): void;
	onCaughtUp(messages: number, skippedChats: number): void;
	/** What was missed up to this moment has been read. */
	onDone(since: number): void;
	isConnected(): boolean;
	onError(error: Error): void;
}

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
	private missed = 0;
	private readonly urgent = new Set<string>();
	/** In how many runs in a row a chat could not be read. */
	private readonly failures = new Map<string, number>();
	/** Members that were made ready. */
	private readonly ready = new WeakSet<Member>();

	constructor(private readonly ground: Ground) {}

	/** Something may have been missed: everything is looked through, at once or after the run under way. */
	doubt() {
		this.isFullDue = true;
		this.request();
	}

	/** Looks at once for what is new. */
	request() {
		this.isDue = true;
		this.wake?.();
	}

	/** This chat is read before the others, as frames of it wait. */
	hurry(chatID: string) {
		this.urgent.add(chatID);
	}

	/** Runs until the signal aborts; never rejects. */
	async keepGoing(): Promise<void> {
		let failures = 0;
		// The feed asks for the first run, as soon as it stands or cannot.
		await this.rest(FIRST_RUN_MS, true);
		while (!this.ground.signal.aborted) {
			const isFull = this.isFullDue || this.runs % FULL_EVERY === 0;
			this.isFullDue = this.isDue = false;
			const asOf = this.ground.clock.now();
			const isDone = await this.run(isFull).catch((error) => this.failed(error));
			if (this.ground.signal.aborted) return;
			failures = isDone ? 0 : failures + 1;
			this.runs++;
			if (isDone && isFull) this.ground.onDone(asOf);
			// What could not be looked through now must be later.
			if (!isDone && isFull) this.isFullDue = true;
			await this.rest(isDone ? this.interval() : backoffMs(failures), isDone);
		}
	}

	/** Beeper not answering is an outage, seen by whoever asked; anything else should not happen. */
	private failed(error: unknown): false {
		if (!(error instanceof NoPage)) this.ground.onError(error as Error);
		return false;
	}

	private async rest(ms: number, mayWake: boolean) {
		if (this.isDue && mayWake) return;
		const woken = new AbortController();
		this.wake = () => woken.abort();
		await pause(ms, AbortSignal.any([woken.signal, this.ground.signal]));
		this.wake = undefined;
	}

	private interval(): number {
		const wanted = Math.min(...[...this.ground.members].map(({ reconcileMs }) => reconcileMs));
		return this.ground.isConnected() ? wanted : Math.min(wanted, POLLING_MS);
	}

	/** One run; `true` when everything that was to be read was read. */
	private async run(isFull: boolean): Promise<boolean> {
		const { ground } = this;
		const members = [...ground.members];
		const startedAt = Date.now();
		const listing = await this.listChats(isFull, members);
		await Promise.all(members.map(async (member) => await this.makeReady(member)));
		const budget: Budget = {
			left: Math.max(...members.map(({ catchUpLimit }) => catchUpLimit)),
			found: 0,
			cutChats: 0,
		};
		const queue = this.toRead(listing, isFull, members);
		let isComplete = true;
		const work = async () => {
			for (let next = this.next(queue); next; next = this.next(queue)) {
				if (ground.signal.aborted) return;
				if (budget.left <= 0) {
					budget.cutChats++;
					this.skip(next, members);
					continue;
				}
				const isRead = await this.read(next, members, budget).catch((error) => this.failed(error));
				if (!isRead && this.countFailure(next.chatID) <= HOPELESS) isComplete = false;
				if (isRead) this.failures.delete(next.chatID);
			}
		};
		await Promise.all(Array.from({ length: READERS }, work));
		// Without a feed a check, too, finds what was missed.
		if (isFull || !ground.isConnected()) this.missed += budget.found;
		if (ground.signal.aborted || !isComplete) return false;
		for (const chat of listing) {
			// It has no messages of its own: what is in the chats that it stands for has been read.
			if (idsOf(chat)[0] === chat.id || !isBehind(chat, members)) continue;
			const [asOf, activity] = [ground.clock.now(), activityOf(chat)];
			ground.onRead(members, { chatID: chat.id, asOf, sortKey: '', activity });
		}
		if (isFull) {
			for (const member of members) member.onSwept(startedAt);
			ground.onCaughtUp(this.missed, budget.cutChats);
			this.missed = 0;
		}
		return true;
	}

	private countFailure(chatID: string): number {
		const failures = (this.failures.get(chatID) ?? 0) + 1;
		this.failures.set(chatID, failures);
		return failures;
	}

	private async makeReady(member: Member) {
		if (this.ready.has(member)) return;
		this.ready.add(member);
		await member.onReady();
	}

	/** Chats, most recently active first, as far back as there may be something new. */
	private async listChats(isFull: boolean, members: Member[]): Promise<Chat[]> {
		const { ground } = this;
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
		if (wantsAll && listed.length > 0) await this.listMoved(listed);
		if (wantsAll) ground.onAllChats(new Set(listed.map(({ id }) => id)), asOf);
		return listed;
	}

	/** Chats that became active while pages were read have moved to the first one, past the reader. */
	private async listMoved(listed: Chat[]) {
		const { ground } = this;
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

	private toRead(listing: Chat[], isFull: boolean, members: Member[]): Reading[] {
		const wantsBaseline = isFull && members.some(({ wantsChanges }) => wantsChanges);
		const chosen = new Map<string, Reading>();
		for (const [at, chat] of listing.entries()) {
			if (!(wantsBaseline && at < BASELINE_CHATS) && !isBehind(chat, members)) continue;
			for (const chatID of idsOf(chat)) {
				const isHopeless = (this.failures.get(chatID) ?? 0) > HOPELESS;
				if (isHopeless && this.runs % HOPELESS_EVERY !== 0) continue;
				chosen.set(chatID, { chatID, chat, activity: activityOf(chat) });
			}
		}
		return [...chosen.values()];
	}

	/** Chats whose frames wait come first, also those that no list showed. */
	private next(queue: Reading[]): Reading | undefined {
		const [chatID] = this.urgent;
		if (chatID === undefined) return queue.shift();
		this.urgent.delete(chatID);
		const at = queue.findIndex((one) => one.chatID === chatID);
		return at < 0 ? { chatID, activity: 0 } : queue.splice(at, 1)[0];
	}

	/** Reads a chat back to what every member has had, and lets its line take what that brings. */
	private async read(
		{ chatID, activity }: Reading,
		members: Member[],
		budget: Budget,
	): Promise<true> {
		const { ground } = this;
		const asOf = ground.clock.now();
		const messages: Message[] = [];
		let cutAt = '';
		const problem = await this.collect(chatID, messages, members, budget).then(
			(sortKey) => void (cutAt = sortKey),
			(error: unknown) => error,
		);
		// A chat that is gone has nothing to be read; frames of it need not wait.
		if (problem && !(problem instanceof NoPage && problem.isGone)) throw problem;
		messages.reverse();
		const newest = messages.at(-1);
		if (newest) ground.vanished(chatID, messages, asOf);
		await ground.line(chatID).merge(messages, asOf);
		const until = Math.max(activity, newest ? timeOf(newest) : 0);
		const sortKey = readUpTo(messages) || cutAt;
		ground.onRead(members, { chatID, asOf, sortKey, activity: until });
		return true;
	}

	/**
	 * Adds the messages of a chat, newest first, as far back as some member lacks any. Where so much was missed
	 * that some are left out, the sort key up to which that is; else it is empty.
	 */
	private async collect(
		chatID: string,
		messages: Message[],
		members: Member[],
		budget: Budget,
	): Promise<string> {
		const { ground } = this;
		let knownPages = 0;
		for await (const page of messagePages(ground.get, chatID)) {
			let isKnown = true;
			for (const message of page) {
				const isNeverSeen = ground.isNeverSeen(message);
				if (members.some((member) => member.lacks(message, isNeverSeen))) {
					// The newest count; what is older than so many is left out.
					if (budget.left <= 0) {
						budget.cutChats++;
						ground.leaveOut(timeOf(message));
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
			const isReached = !oldest || members.every((member) => member.isReachedBy(oldest));
			if (isReached || knownPages >= KNOWN_PAGES || ground.signal.aborted) break;
		}
		return '';
	}

	/** So much was missed that this chat is left out: from here on only what is new counts. */
	private skip({ chatID, chat, activity }: Reading, members: Member[]) {
		const { sortKey } = (chat?.preview ?? {}) as { sortKey?: string };
		const asOf = this.ground.clock.now();
		this.ground.leaveOut(activity);
		this.ground.onRead(members, { chatID, asOf, sortKey: sortKey ?? '', activity });
		this.ground.line(chatID).release();
	}
}

/** How many missed messages may still be read in this run, and how many were found. */
interface Budget {
	left: number;
	found: number;
	/** Chats in which missed messages were left out. */
	cutChats: number;
}

/** A chat to be read, and how a list showed it. */
interface Reading {
	chatID: string;
	chat?: Chat;
	activity: number;
}

const isBehind = (chat: Chat, members: Member[]) => members.some((member) => member.isBehind(chat));

/** When there was something in the chat, in ms; 0 where Beeper does not say. */
const activityOf = (chat: Chat | undefined) => Date.parse(String(chat?.lastActivity ?? '')) || 0;

/** Where the messages of a chat are: a merged chat has none of its own (beeper-api.md §4). */
export function idsOf({ id, merge }: Chat): string[] {
	const { chatIDs } = (merge ?? {}) as { chatIDs?: unknown };
	return Array.isArray(chatIDs) && chatIDs.length > 0 ? chatIDs.map(String) : [id];
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
