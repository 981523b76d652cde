import { activityOf, type Chat } from '../../shared/model/chat';
import { timeOf, type Message } from '../../shared/model/message';
import { compareSortKeys } from '../../shared/model/sortKey';
import { moveUp, compact, unread, type Position } from './position';

/** How many chats have a position of their own; the others are judged by time. */
export const MAX_CHATS = 2_000;

/** The clocks of networks and of Beeper may differ by so much. */
const SKEW_MS = 600_000;

/** Who wants to know of changes. */
interface PositionHandlers {
	/** A message was taken. */
	onReceived(message: Message): void;
	/** Anything else has changed: of this chat, or if it is empty, of all. */
	onChanged(chatID: string): void;
}

/**
 * Where a trigger stands in each chat: what it has had, and what is still to come. Two marks per chat, since
 * the feed may leave out a message and bring the next one: the position moves up only when the chat was read.
 */
export class Positions {
	readonly chats = new Map<string, Position>();
	/** When (ms) the trigger began for the first time, if it was in this process; what is older is history. */
	beganAt = 0;

	constructor(
		/** Up to this time (ms) there is nothing to come in chats without a position of their own. */
		public mark: number,
		/** Accounts, and since when (ms) they have been there; what they had before is history. */
		readonly accounts = new Map<string, number>(),
		private readonly handlers: PositionHandlers = { onReceived: () => {}, onChanged: () => {} },
	) {}

	/** Whether the message is one that the trigger has not had, and should have. */
	isNew(message: Message): boolean {
		const position = this.chats.get(message.chatID);
		if (!position) return timeOf(message) > this.markOf(message.accountID);
		const { readTo, since, above } = position;
		if (above.has(message.id)) return false;
		if (readTo && compareSortKeys(message.sortKey, readTo) <= 0) return false;
		return timeOf(message) > since;
	}

	/** Whether a message that stands before the position, and was never seen, is late rather than history. */
	isLateArrival({ chatID, accountID, id, timestamp }: Message): boolean {
		const position = this.chats.get(chatID);
		const isTaken = position?.above.has(id) ?? false;
		const since = Math.max(this.beganAt, this.joined(accountID));
		return position !== undefined && !isTaken && timeOf({ timestamp }) > since;
	}

	/** Whether everything before this message was had. */
	hasAllBefore(message: Message): boolean {
		const position = this.chats.get(message.chatID);
		if (!position) return timeOf(message) <= this.markOf(message.accountID);
		const { readTo, since } = position;
		return readTo ? compareSortKeys(message.sortKey, readTo) <= 0 : timeOf(message) <= since;
	}

	/** Whether the chat, as a list shows it, may hold something new. */
	isBehind(chat: Chat): boolean {
		const activity = activityOf(chat);
		const position = this.chats.get(chat.id);
		if (!position) return activity > this.markOf(chat.accountID);
		// What came over the feed is confirmed by reading: the feed may have left something out.
		if (position.above.size > 0 || activity > position.activity) return true;
		const { sortKey, chatID } = (chat.preview ?? {}) as Partial<Message>;
		const isItsOwn = sortKey !== undefined && chatID === chat.id;
		return isItsOwn && position.readTo !== '' && compareSortKeys(sortKey, position.readTo) > 0;
	}

	/** Notes that the message was taken. */
	markReceived(message: Message) {
		const { chatID, accountID, id, sortKey } = message;
		const position = this.at(chatID, accountID);
		if (position.readTo && compareSortKeys(sortKey, position.readTo) <= 0) return;
		position.above.set(id, sortKey);
		position.pending.delete(sortKey);
		// A chat that is forgotten is judged by time: what was taken must not be new then.
		position.activity = Math.max(position.activity, timeOf(message));
		this.handlers.onReceived(message);
	}

	/** Notes an own message that is on its way: until it has arrived, what stands above it is not all there is. */
	markPending({ chatID, accountID, sortKey }: Message) {
		this.at(chatID, accountID).pending.set(sortKey, Date.now());
	}

	/** Notes that an own message will not arrive. */
	markRefused({ chatID, sortKey }: Message) {
		this.chats.get(chatID)?.pending.delete(sortKey);
	}

	/** Notes again, after a restart, that a message was taken, and up to which one messages had been told then. */
	restore(chatID: string, id: string, sortKey: string, emittedTo: string) {
		const position = this.chats.get(chatID);
		if (!position) return;
		position.emittedTo = emittedTo;
		if (position.readTo && compareSortKeys(sortKey, position.readTo) <= 0) return;
		position.above.set(id, sortKey);
	}

	/** Moves up where many were taken and the chat was not read; never beyond one that is still to be told. */
	compact(chatID: string, untold: ReadonlySet<string> | undefined) {
		const position = this.chats.get(chatID);
		if (position) compact(position, untold);
	}

	/**
	 * Begins in a chat whose newest message a list has shown, when the trigger is new: what stands above it is
	 * new, unless it is clearly older than the trigger.
	 */
	begin(chatID: string, accountID: string, sortKey: string, activity: number) {
		const position = this.at(chatID, accountID);
		position.readTo = position.emittedTo = sortKey;
		position.since = this.mark - SKEW_MS;
		position.activity = activity;
	}

	/** Notes that the message was told; `true` if a later one was told before. */
	markEmitted({ chatID, accountID, sortKey }: Message): boolean {
		const position = this.at(chatID, accountID);
		if (position.emittedTo && compareSortKeys(sortKey, position.emittedTo) < 0) return true;
		position.emittedTo = sortKey;
		return false;
	}

	/** Notes that the chat was read up to a sort key; empty if it has no messages to go by. */
	markRead(chatID: string, accountID: string, sortKey: string, activity: number) {
		const known = this.chats.get(chatID);
		// Nothing to note of a chat that has been quiet since before the trigger.
		if (!known && activity <= this.mark) return;
		const position = known ?? this.at(chatID, accountID);
		position.activity = Math.max(position.activity, activity);
		if (sortKey) moveUp(position, sortKey);
		this.handlers.onChanged(chatID);
	}

	/** Notes an account that was not there before; what it had until `since` (ms) is history. */
	addAccount(accountID: string, since: number) {
		this.accounts.set(accountID, since);
		this.handlers.onChanged('');
	}

	/**
	 * Forgets the chat that was quiet longest; from now on time decides there. By hand, not with a BoundedMap: it is
	 * not the first one added, and `mark` moves.
	 */
	forgetQuietest() {
		let quietest: [string, Position] | undefined;
		for (const entry of this.chats) {
			if (!quietest || entry[1].activity < quietest[1].activity) quietest = entry;
		}
		if (!quietest) return;
		this.chats.delete(quietest[0]);
		this.mark = Math.max(this.mark, quietest[1].activity);
		this.handlers.onChanged('');
	}

	private at(chatID: string, accountID: string): Position {
		const known = this.chats.get(chatID);
		if (known) return known;
		const since = this.markOf(accountID);
		const position = unread(since);
		// First: nothing has happened yet in the new one, so it would be the one that goes.
		if (this.chats.size >= MAX_CHATS) this.forgetQuietest();
		this.chats.set(chatID, position);
		this.handlers.onChanged(chatID);
		return position;
	}

	private markOf = (accountID: string) => Math.max(this.mark, this.joined(accountID));

	private joined = (accountID: string) => this.accounts.get(accountID) ?? 0;
}
