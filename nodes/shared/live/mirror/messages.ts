import { compareSortKeys } from '../../model/sortKey';
import { BoundedMap } from '../../values/bounded';
import {
	hasContent,
	isPending,
	reactionsOf,
	timeOf,
	type Message,
	type Reaction,
} from '../../model/message';

/** How many messages are remembered; a change of an older one is not recognised as such. */
const MAX_MESSAGES = 20_000;

/** More of a text than this is not kept; only that it was longer matters then. */
export const MAX_TEXT = 10_000;

/** How many people are remembered by name; the first that was seen is forgotten first. */
const MAX_NAMES = 5_000;

/** What is kept of a message: enough to tell what has changed, and what a deleted one said. */
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
	/** When (ms) this edit was first seen here; 0 if it was not edited. */
	editSeenAt: number;
	reactions: Reaction[];
	isDeleted: boolean;
	isPending: boolean;
	hasContent: boolean;
	/** The moment it shows (`Clock`); what shows an earlier one is old news. */
	asOf: number;
}

/** What an observation of a message says that was not known before. */
export interface Difference {
	/** What was known of it; `undefined` the first time. */
	previous: Snapshot | undefined;
	/** It has never been seen, although everything written since it was is remembered. */
	isNeverSeen: boolean;
	/** It shows an earlier moment than what is known: nothing follows from it. */
	isStale: boolean;
	added: Reaction[];
	removed: Reaction[];
}

/** The messages as last seen, by chat and ID; the oldest are forgotten. Nothing in it is saved. */
export class MessageMirror {
	private readonly chats = new Map<string, Map<string, Snapshot>>();
	private readonly order: Array<{ chatID: string; id: string }> = [];
	private first = 0;
	private readonly names = new BoundedMap<string, string>(MAX_NAMES);

	/**
	 * Every message from after this time (ms) that was ever observed here is remembered: one that is not has
	 * never been seen. `since` is when observing began.
	 */
	constructor(
		public coveredSince: number,
		private readonly limit = MAX_MESSAGES,
	) {}

	get(chatID: string, id: string): Snapshot | undefined {
		return this.chats.get(chatID)?.get(id);
	}

	/** The name of somebody who wrote, by user ID, as far as it was seen. */
	nameOf = (userID: string): string | undefined => this.names.get(userID);

	/** Takes a message as it was at the moment `asOf`, and says what that changes. */
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
		// A deleted message loses its reactions; nobody took them back.
		const removed = snapshot.isDeleted ? [] : without(previous.reactions, snapshot.reactions);
		return { previous, isNeverSeen, isStale: false, added, removed };
	}

	/** Whether it was never seen, although everything written since it was is remembered. */
	isNeverSeen(message: Message): boolean {
		return !this.get(message.chatID, message.id) && timeOf(message) > this.coveredSince;
	}

	/** Notes that a message is no more; gives what was known of it, once. */
	remove(chatID: string, id: string, asOf: number): Snapshot | undefined {
		const previous = this.get(chatID, id);
		if (!previous || previous.isDeleted) return undefined;
		this.put(chatID, { ...previous, isDeleted: true, reactions: [], asOf });
		return previous;
	}

	/** The IDs of messages that the newest pages, down to `lowest` (a sort key), must have if they still exist. */
	idsDownTo(chatID: string, lowest: string): string[] {
		const ids: string[] = [];
		for (const { id, sortKey, isDeleted, isPending: pending } of this.chats.get(chatID)?.values() ??
			[]) {
			// A pending one gets another ID; that is no deletion.
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
		// Only now: a chat that loses its last message goes, and this one would go with it.
		if (this.order.length - this.first > this.limit) this.forgetOldest();
	}

	/** By hand, not with a BoundedMap: what is forgotten moves `coveredSince`, and lies in a map of its chat. */
	private forgetOldest() {
		const { chatID, id } = this.order[this.first++];
		const chat = this.chats.get(chatID);
		const snapshot = chat?.get(id);
		if (snapshot) this.coveredSince = Math.max(this.coveredSince, timeOf(snapshot));
		chat?.delete(id);
		if (chat?.size === 0) this.chats.delete(chatID);
		// The array is cut now and then: shifting it at every message would be slow.
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
		// What it said is what people want to know of a deleted message.
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

/** What says that it shows an earlier edit was held up on its way, however it came. */
function isFromBeforeEdit({ editedTimestamp }: Message, previous: Snapshot): boolean {
	return Date.parse(String(editedTimestamp)) < Date.parse(String(previous.editedTimestamp));
}

const keyOf = ({ participantID, reactionKey }: Reaction) => `${participantID}\n${reactionKey}`;

/** The reactions of `some` that are not among `others`, by who and which. */
function without(some: Reaction[], others: Reaction[]): Reaction[] {
	if (some.length === 0) return some;
	const known = new Set(others.map(keyOf));
	return some.filter((one) => !known.has(keyOf(one)));
}
