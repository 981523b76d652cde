import { compareSortKeys } from '../../model/sortKey';
import { hasContent, reactionsOf, timeOf, type Message, type Reaction } from '../../model/message';
import { isPending } from '../../model/sendStatus';
import { BoundedMap } from '../../values/bounded';

/** How many messages are remembered; a change of one that was forgotten is not noticed. */
const MAX_MESSAGES = 20_000;

/** How many characters of a text are kept. */
export const MAX_TEXT = 10_000;

/** How many people are remembered by name; the first that was seen is forgotten first. */
const MAX_NAMES = 5_000;

/** What is kept of a message: enough to find what changes, and to show what a deleted one said. */
export interface Snapshot {
	id: string;
	accountID: string;
	senderID: unknown;
	senderName: unknown;
	isSender: boolean;
	type: unknown;
	timestamp: string;
	sortKey: string;
	text: string | undefined;
	editedTimestamp: string | undefined;
	/** When (ms) this edit was first seen; 0 if the message was not edited. */
	editSeenAt: number;
	reactions: Reaction[];
	isDeleted: boolean;
	isPending: boolean;
	hasContent: boolean;
	/** When (`LogicalClock`) the message was like this. */
	asOf: number;
}

/** What is new about a message that was observed. */
export interface Difference {
	/** What was known of it before; `undefined` if nothing was. */
	previous: Snapshot | undefined;
	/** Whether it was never seen: not only forgotten since. */
	isNeverSeen: boolean;
	/** Whether something newer is known of it: then nothing else here counts. */
	isStale: boolean;
	/** Reactions that were added and removed. */
	added: Reaction[];
	removed: Reaction[];
}

/** The messages as last seen, by chat and ID; not saved over restarts. Knows neither n8n nor subscribers. */
export class MessageMirror {
	private readonly chats = new Map<string, Map<string, Snapshot>>();
	/** All messages in the order in which they were first seen, from index `first`. */
	private readonly order: Array<{ chatID: string; id: string }> = [];
	private first = 0;
	private readonly names = new BoundedMap<string, string>(MAX_NAMES);

	/**
	 * `coveredSince`: every message from after this time (ms) that was ever observed is remembered, so that one that
	 * is not known was never seen. In the beginning it is the time when observing begins.
	 */
	constructor(
		public coveredSince: number,
		private readonly limit = MAX_MESSAGES,
	) {}

	get(chatID: string, id: string): Snapshot | undefined {
		return this.chats.get(chatID)?.get(id);
	}

	/** The name under which a user last wrote; `undefined` if no message of theirs was seen. */
	nameOf = (userID: string): string | undefined => this.names.get(userID);

	/** Takes a message as it was at `asOf` (`LogicalClock`); returns what is new about it. */
	observe(message: Message, asOf: number): Difference {
		const previous = this.get(message.chatID, message.id);
		if (previous && (previous.asOf > asOf || isFromBeforeEdit(message, previous))) {
			return { previous, isNeverSeen: false, isStale: true, added: [], removed: [] };
		}
		const isNeverSeen = this.isNeverSeen(message);
		const snapshot = snapshotOf(message, previous, asOf);
		this.put(message.chatID, snapshot);
		this.rememberName(snapshot);
		if (!previous) return { previous, isNeverSeen, isStale: false, added: [], removed: [] };
		const added = without(snapshot.reactions, previous.reactions);
		// A deleted message loses its reactions; nobody removed them.
		const removed = snapshot.isDeleted ? [] : without(previous.reactions, snapshot.reactions);
		return { previous, isNeverSeen, isStale: false, added, removed };
	}

	/** Whether the message was never seen: not only forgotten since. */
	isNeverSeen(message: Message): boolean {
		return !this.get(message.chatID, message.id) && timeOf(message) > this.coveredSince;
	}

	/** From now on, messages up to this time (ms) no longer count as never seen. */
	skipUntil(ms: number) {
		this.coveredSince = Math.max(this.coveredSince, ms);
	}

	/** Forgets all messages: their IDs mean others now. */
	clear() {
		this.chats.clear();
		this.order.length = this.first = 0;
		this.skipUntil(Date.now());
	}

	/** Notes that a message was deleted; returns what was known of it, `undefined` if nothing was, or the second time. */
	remove(chatID: string, id: string, asOf: number): Snapshot | undefined {
		const previous = this.get(chatID, id);
		if (!previous || previous.isDeleted) return undefined;
		this.put(chatID, { ...previous, isDeleted: true, reactions: [], asOf });
		return previous;
	}

	/** The IDs of messages from this sort key on: pages that reach down to it contain them, unless they were deleted. */
	idsDownTo(chatID: string, lowest: string): string[] {
		const ids: string[] = [];
		for (const { id, sortKey, isDeleted, isPending: pending } of this.chats.get(chatID)?.values() ??
			[]) {
			// A pending message gets another ID, which is no deletion.
			if (isDeleted || pending) continue;
			if (compareSortKeys(sortKey, lowest) >= 0) ids.push(id);
		}
		return ids;
	}

	private rememberName({ senderID, senderName }: Snapshot) {
		if (typeof senderID !== 'string' || typeof senderName !== 'string') return;
		this.names.set(senderID, senderName);
	}

	private put(chatID: string, snapshot: Snapshot) {
		let chat = this.chats.get(chatID);
		if (!chat) this.chats.set(chatID, (chat = new Map<string, Snapshot>()));
		if (!chat.has(snapshot.id)) this.order.push({ chatID, id: snapshot.id });
		chat.set(snapshot.id, snapshot);
		// After adding: forgetting the last message of a chat removes the chat's map, perhaps this one.
		if (this.order.length - this.first > this.limit) this.forgetOldest();
	}

	/** By hand, not with a BoundedMap: forgetting moves `coveredSince`, and messages are in one map per chat. */
	private forgetOldest() {
		const { chatID, id } = this.order[this.first++];
		const chat = this.chats.get(chatID);
		const snapshot = chat?.get(id);
		if (snapshot) this.skipUntil(timeOf(snapshot));
		chat?.delete(id);
		if (chat?.size === 0) this.chats.delete(chatID);
		// Cut now and then: shifting the array at every message would be slow.
		if (this.first < this.limit) return;
		this.order.splice(0, this.first);
		this.first = 0;
	}
}

function snapshotOf(message: Message, previous: Snapshot | undefined, asOf: number): Snapshot {
	const { id, accountID, senderID, senderName, type, timestamp, sortKey, text } = message;
	const isDeleted = message.isDeleted === true;
	const editedTimestamp = (message.editedTimestamp as string | undefined) ?? undefined;
	const isKnownEdit = editedTimestamp === previous?.editedTimestamp;
	const kept = typeof text === 'string' ? text.slice(0, MAX_TEXT) : undefined;
	return {
		id,
		accountID,
		senderID,
		senderName,
		isSender: message.isSender === true,
		type,
		timestamp,
		sortKey,
		// Of a deleted message, people want to know what it said.
		text: isDeleted ? (previous?.text ?? kept) : kept,
		editedTimestamp,
		editSeenAt: editedTimestamp ? (isKnownEdit && previous?.editSeenAt) || Date.now() : 0,
		reactions: isDeleted ? [] : reactionsOf(message),
		isDeleted,
		isPending: isPending(message),
		hasContent: hasContent(message) && message.isHidden !== true,
		asOf,
	};
}

/** Whether the message shows an earlier edit than what is known: it was held up on its way. */
function isFromBeforeEdit({ editedTimestamp }: Message, previous: Snapshot): boolean {
	return Date.parse(String(editedTimestamp)) < Date.parse(String(previous.editedTimestamp));
}

const keyOf = ({ participantID, reactionKey }: Reaction) => `${participantID}\n${reactionKey}`;

/** The reactions of `some` that are not among `others`; the same person with the same emoji is the same reaction. */
function without(some: Reaction[], others: Reaction[]): Reaction[] {
	if (some.length === 0) return some;
	const known = new Set(others.map(keyOf));
	return some.filter((one) => !known.has(keyOf(one)));
}
