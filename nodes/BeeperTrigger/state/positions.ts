import { activityOf, type Chat } from '../../shared/model/chat';
import { timeOf, type Message } from '../../shared/model/message';
import { compareSortKeys } from '../../shared/model/sortKey';
import {
	compact,
	moveUp,
	renumbered,
	timeKey,
	unread,
	type Position,
	type Received,
} from './position';

/** How many chats have a position. In the others, time decides what is new. */
export const MAX_CHATS = 2_000;

/** How many accounts are noted. Messages name them, so a server could go on inventing some. */
export const MAX_ACCOUNTS = 1_000;

/** By how much the clocks of networks and of Beeper may differ. */
const SKEW_MS = 600_000;

/** What saves the positions. */
interface PositionHandlers {
	/** A message was received. */
	onReceived(message: Message): void;
	/** Anything else has changed: in this chat, or in an account if the ID is empty. */
	onChanged(chatID: string): void;
}

/**
 * What a trigger has received in each chat, and so what is new. There are two marks per chat, since the feed may leave
 * out a message and bring the next one: what the feed brings is noted one by one, and only reading moves `readTo` up.
 */
export class Positions {
	readonly chats = new Map<string, Position>();
	/** When (ms) the trigger was first activated; 0 if an older version has saved it. What is older is history. */
	beganAt = 0;

	constructor(
		/** In chats without a position, messages up to this time (ms) are not new. */
		public mark: number,
		/** Since when (ms) each account has been there; what it had before is history. */
		readonly accounts = new Map<string, number>(),
		private readonly handlers: PositionHandlers = { onReceived: () => {}, onChanged: () => {} },
	) {}

	/** Whether the trigger should have received the message, and has not. */
	isNew(message: Message): boolean {
		const position = this.chats.get(message.chatID);
		if (!position) return timeOf(message) > this.markOf(message.accountID);
		const { readTo, since, above } = position;
		if (above.has(message.id) || above.has(timeKey(timeOf(message)))) return false;
		if (readTo && compareSortKeys(message.sortKey, readTo) <= 0) return false;
		return timeOf(message) > since;
	}

	/** Whether a message below `readTo` that was never seen came late, rather than being history. */
	isLateArrival({ chatID, accountID, id, timestamp }: Message): boolean {
		const position = this.chats.get(chatID);
		const isReceived = position?.above.has(id) ?? false;
		const since = Math.max(this.beganAt, this.joined(accountID), position?.since ?? 0);
		return position !== undefined && !isReceived && timeOf({ timestamp }) > since;
	}

	/** Whether everything before this message was received. */
	hasAllBefore(message: Message): boolean {
		const position = this.chats.get(message.chatID);
		if (!position) return timeOf(message) <= this.markOf(message.accountID);
		const { readTo, since } = position;
		if (readTo && compareSortKeys(message.sortKey, readTo) <= 0) return true;
		return timeOf(message) <= since;
	}

	/** Whether the chat, as a list shows it, may hold messages that are new. */
	isBehind(chat: Chat): boolean {
		const activity = activityOf(chat);
		const position = this.chats.get(chat.id);
		if (!position) return activity > this.markOf(chat.accountID);
		// The feed may have left out messages below those that it brought.
		if (position.above.size > 0 || activity > position.activity) return true;
		const { sortKey, chatID } = (chat.preview ?? {}) as Partial<Message>;
		const isItsOwn = sortKey !== undefined && chatID === chat.id;
		return isItsOwn && position.readTo !== '' && compareSortKeys(sortKey, position.readTo) > 0;
	}

	/** Notes that a message was received. */
	markReceived(message: Message) {
		const { chatID, accountID, id, sortKey } = message;
		const position = this.at(chatID, accountID);
		if (position.readTo && compareSortKeys(sortKey, position.readTo) <= 0) return;
		const at = timeOf(message);
		position.above.set(id, { sortKey, at });
		position.pending.delete(sortKey);
		// A chat that is forgotten goes by time: a received message must not be new then.
		position.activity = Math.max(position.activity, at);
		this.handlers.onReceived(message);
	}

	/** Notes an own message that is being sent, above which `compact` must not move. */
	markPending({ chatID, accountID, sortKey }: Message) {
		this.at(chatID, accountID).pending.set(sortKey, Date.now());
	}

	/** Notes that an own message will not be sent. */
	markRefused({ chatID, sortKey }: Message) {
		this.chats.get(chatID)?.pending.delete(sortKey);
	}

	/** Notes after a restart that a message was received before, and what `emittedTo` was then. */
	restore(chatID: string, id: string, { sortKey, at }: Received, emittedTo: string) {
		const position = this.chats.get(chatID);
		if (!position) return;
		position.emittedTo = emittedTo;
		position.activity = Math.max(position.activity, at);
		if (position.readTo && compareSortKeys(sortKey, position.readTo) <= 0) return;
		position.above.set(id, { sortKey, at });
	}

	/** Moves up if many messages were received and the chat was not read; not beyond messages to be emitted. */
	compact(chatID: string, unemitted: ReadonlySet<string> | undefined) {
		const position = this.chats.get(chatID);
		if (position) compact(position, unemitted);
	}

	/**
	 * Begins in a chat when the trigger is new, given the newest message of a list: what is above it is new, unless
	 * it is clearly older than the trigger.
	 */
	begin(chatID: string, accountID: string, sortKey: string, activity: number) {
		const position = this.at(chatID, accountID);
		position.readTo = position.emittedTo = sortKey;
		position.since = this.mark - SKEW_MS;
		position.activity = position.readUntil = activity;
	}

	/** Notes that a message was emitted; `true` if a later one was emitted before. */
	markEmitted({ chatID, accountID, sortKey }: Message): boolean {
		const position = this.at(chatID, accountID);
		if (position.emittedTo && compareSortKeys(sortKey, position.emittedTo) < 0) return true;
		position.emittedTo = sortKey;
		return false;
	}

	/** Notes that a chat was read up to a sort key (empty if there is none) and an activity (ms). */
	markRead(chatID: string, accountID: string, sortKey: string, activity: number) {
		const known = this.chats.get(chatID);
		// `mark` says the same of a chat that has been quiet since.
		if (!known && activity <= this.mark) return;
		const position = known ?? this.at(chatID, accountID);
		position.activity = Math.max(position.activity, activity);
		position.isRead = true;
		if (sortKey) {
			position.readUntil = Math.max(position.readUntil, activity);
			moveUp(position, sortKey);
		}
		this.handlers.onChanged(chatID);
	}

	/** Notes that events may have been missed in all chats. */
	suspectGap() {
		for (const position of this.chats.values()) position.isRead = false;
	}

	/** Notes that what was missed in a chat up to this time (ms) will not be read: it counts as history. */
	leaveOut(chatID: string, accountID: string, until: number) {
		this.at(chatID, accountID).since = until;
		this.handlers.onChanged(chatID);
	}

	/**
	 * Begins anew in all chats, since Beeper has given its messages other IDs and sort keys: by its time it is decided
	 * what was received.
	 */
	renumber() {
		for (const [chatID, position] of this.chats) {
			this.chats.set(chatID, renumbered(position));
			this.handlers.onChanged(chatID);
		}
	}

	/** Notes an account; what it had before `since` (ms) is history. One too many is not noted, and has no history. */
	addAccount(accountID: string, since: number) {
		if (this.accounts.size >= MAX_ACCOUNTS && !this.accounts.has(accountID)) return;
		this.accounts.set(accountID, since);
		this.handlers.onChanged('');
	}

	/**
	 * Forgets the chat that was quiet longest: from now on, time decides what is new there. By hand, not with a
	 * BoundedMap: it is not the first one added, and `mark` moves.
	 */
	forgetQuietest() {
		let quietest: [string, Position] | undefined;
		for (const entry of this.chats) {
			if (!quietest || entry[1].activity < quietest[1].activity) quietest = entry;
		}
		if (!quietest) return;
		this.chats.delete(quietest[0]);
		this.mark = Math.max(this.mark, quietest[1].activity);
		this.handlers.onChanged(quietest[0]);
	}

	private at(chatID: string, accountID: string): Position {
		const known = this.chats.get(chatID);
		if (known) return known;
		const since = this.markOf(accountID);
		const position = unread(since);
		// Before adding: the new one would be the quietest.
		if (this.chats.size >= MAX_CHATS) this.forgetQuietest();
		this.chats.set(chatID, position);
		this.handlers.onChanged(chatID);
		return position;
	}

	private markOf = (accountID: string) => Math.max(this.mark, this.joined(accountID));

	private joined = (accountID: string) => this.accounts.get(accountID) ?? 0;
}
