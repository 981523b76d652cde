import { messagePages, NoPage } from '../../api/pages';
import { timeOf, type Message } from '../../model/message';
import { isPending } from '../../model/sendStatus';
import type { CatchUpBudget } from './catchUpBudget';
import type { ReconcilerContext } from './reconcilerContext';
import type { Subscriber } from './subscriber';

/** An own message that is being sent keeps later ones from counting as read, for this long at most. */
const MAX_PENDING_MS = 3_600_000;

/** A chat to be read: its last activity (ms; 0 if no list showed it). */
export interface ChatToRead {
	chatID: string;
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
 * The reading of one chat, newest message first, back to what every subscriber has received. It can be interrupted
 * when its share of the budget is used, and goes on where it was. At its end the chat's queue handles the messages.
 */
export class ChatReading {
	readonly chatID: string;
	private readonly asOf: number;
	private readonly pages: AsyncGenerator<Message[]>;
	/** What was read, newest first. */
	private readonly messages: Message[] = [];
	/** What is left of the page that was read last. */
	private rest: Message[] = [];
	private isEnd = false;

	constructor(
		private readonly context: ReconcilerContext,
		private readonly chat: ChatToRead,
		private readonly subscribers: Subscriber[],
		private readonly budget: CatchUpBudget,
	) {
		const { hub } = context;
		this.chatID = chat.chatID;
		this.asOf = hub.clock.now();
		this.pages = messagePages(hub.get, chat.chatID, () =>
			hub.log({ type: 'cut', what: 'the history of a chat' }),
		);
	}

	/**
	 * Reads on until nothing is missing (`true`), or `share` more missed messages were read (`false`). Throws `NoPage`
	 * if Beeper fails; a chat that was deleted has nothing missing.
	 */
	async readOn(share: number): Promise<boolean> {
		let left = share;
		for (;;) {
			for (let next = this.rest.at(0); next; next = this.rest.at(0)) {
				if (this.isMissed(next) && (left-- <= 0 || !this.budget.take())) return false;
				this.messages.push(next);
				this.rest.shift();
			}
			if (this.isEnd || !(await this.nextPage())) return true;
		}
	}

	/** Reads one page; `false` if there is nothing more to read. */
	private async nextPage(): Promise<boolean> {
		const oldest = this.messages.at(-1);
		if (oldest && this.subscribers.every((one) => one.hasAllBefore(oldest))) return false;
		if (this.context.hub.signal.aborted) return false;
		const { value, done } = await this.pages.next().catch((error: unknown) => {
			if (error instanceof NoPage && error.isGone) return { value: undefined, done: true };
			throw error;
		});
		this.isEnd = done === true;
		this.rest = value ?? [];
		return !this.isEnd;
	}

	/** Ends it when nothing is missing: what was read is handled, and the chat counts as read. */
	async finish() {
		await this.merge();
		const { chatID, asOf, messages } = this;
		const newest = messages.at(0);
		const activity = Math.max(this.chat.activity, newest ? timeOf(newest) : 0);
		const sortKey = completeUpTo(messages);
		markRead(this.context, this.subscribers, { chatID, asOf, sortKey, activity });
	}

	/** Ends it before everything that was missed is read: the rest is left out, and only what is later counts. */
	async cut() {
		this.budget.cutChats++;
		await this.finish();
		const until = this.rest.length > 0 ? timeOf(this.rest[0]) : this.chat.activity;
		for (const subscriber of this.subscribers) subscriber.onLeftOut(this.chatID, until);
	}

	/** Handles what was read so far, since the rest cannot be had now. The chat does not count as read. */
	async merge() {
		const { chatID, asOf, context } = this;
		const messages = this.messages.toReversed();
		if (messages.length > 0) context.messageChanges.checkMissing(chatID, messages, asOf);
		await context.queues.of(chatID).merge(messages, asOf);
	}

	/** Whether a subscriber lacks it, it is from before the feed, and no frame brings it. */
	private isMissed(message: Message): boolean {
		const { messages, queues } = this.context;
		if (timeOf(message) >= this.budget.feedSince) return false;
		const isNeverSeen = messages.isNeverSeen(message);
		if (!this.subscribers.some((subscriber) => subscriber.lacks(message, isNeverSeen)))
			return false;
		return !queues.of(this.chatID).isHeld(message.id);
	}
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

/** The sort key up to which no message (newest first) is still being sent; empty if there is none. */
function completeUpTo(messages: Message[]): string {
	let sortKey = '';
	for (const message of messages.toReversed()) {
		if (isPending(message) && timeOf(message) > Date.now() - MAX_PENDING_MS) return sortKey;
		sortKey = message.sortKey;
	}
	return sortKey;
}
