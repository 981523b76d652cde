import { compareSortKeys, laterKey } from '../../shared/model/sortKey';

/** How many received messages are kept above the position after `compact`. */
const MAX_ABOVE = 25;

/** How many are kept where an own message is being sent, or the chat was not read since events may have been missed. */
const MAX_ABOVE_UNREAD = 500;

/** How long the position stays below an own message that is being sent. */
const MAX_PENDING_MS = 3_600_000;

/** A message that was received above the position. */
export interface Received {
	sortKey: string;
	/** When (ms) it was written; 0 if an older version has saved it. */
	at: number;
}

/** What a trigger has received in one chat. */
export interface Position {
	/** Everything up to this sort key was read; empty if nothing was. */
	readTo: string;
	/** Messages from before this time (ms) are history, or were left out; Beeper may bring them at any time. */
	since: number;
	/** Up to when (ms) the chat's activity is received. */
	activity: number;
	/** The highest sort key that was emitted: a message below it is late. */
	emittedTo: string;
	/** Messages above `readTo` that were received, by ID; by `timeKey` if they had other IDs then. */
	above: Map<string, Received>;
	/** Up to when (ms) everything was read: what is later was received as far as it is in `above`. */
	readUntil: number;
	/** Whether the chat was read since events may have been missed; not saved. */
	isRead: boolean;
	/** Own messages that are being sent: sort key → since when (ms). */
	pending: Map<string, number>;
}

/** The position in a chat that was not read; messages from before `since` (ms) are history. */
export const unread = (since: number): Position => ({
	readTo: '',
	since,
	activity: since,
	emittedTo: '',
	above: new Map(),
	readUntil: since,
	isRead: false,
	pending: new Map(),
});

/** What stands for a message in `above` whose ID means another one now: when (ms) it was written. */
export const timeKey = (at: number) => `@${at}`;

/** The position after Beeper has given its messages other IDs and sort keys: their times tell what was received. */
export function renumbered({ readUntil, activity, above }: Position): Position {
	const received = [...above.values()].filter(({ at }) => at > readUntil);
	return {
		...unread(readUntil),
		activity,
		above: new Map(received.map(({ at }) => [timeKey(at), { sortKey: '', at }])),
	};
}

/** Moves up to this sort key: everything up to it was read or received, so single messages need not be kept. */
export function moveUp(position: Position, sortKey: string) {
	position.readTo = position.readTo ? laterKey(position.readTo, sortKey) : sortKey;
	for (const [id, { sortKey: key }] of position.above) {
		if (key === '' || compareSortKeys(key, position.readTo) <= 0) position.above.delete(id);
	}
}

/**
 * Moves up if many messages were received and the chat was not read. Stays below messages that are still to be
 * emitted (IDs `unemitted`) or sent.
 */
export function compact(position: Position, unemitted: ReadonlySet<string> | undefined) {
	const isMany = position.above.size > MAX_ABOVE_UNREAD;
	// Reading may still find missed ones below.
	const most = position.isRead || isMany ? 2 * MAX_ABOVE : MAX_ABOVE_UNREAD;
	if (position.above.size - (unemitted?.size ?? 0) <= most) return;
	// Above so many, one that is being sent no longer counts.
	let barrier = isMany ? undefined : pendingIn(position);
	const emitted: string[] = [];
	for (const [id, { sortKey }] of position.above) {
		if (sortKey === '') continue;
		if (!unemitted?.has(id)) emitted.push(sortKey);
		else if (barrier === undefined || compareSortKeys(sortKey, barrier) < 0) barrier = sortKey;
	}
	const older = emitted.sort(compareSortKeys).slice(0, emitted.length - MAX_ABOVE);
	const highest = older.findLast(
		(sortKey) => barrier === undefined || compareSortKeys(sortKey, barrier) < 0,
	);
	if (highest !== undefined) moveUp(position, highest);
}

/** The lowest sort key of a message that is being sent; `undefined` if there is none. */
function pendingIn({ pending }: Position): string | undefined {
	let lowest: string | undefined;
	for (const [sortKey, since] of pending) {
		if (since < Date.now() - MAX_PENDING_MS) pending.delete(sortKey);
		else if (lowest === undefined || compareSortKeys(sortKey, lowest) < 0) lowest = sortKey;
	}
	return lowest;
}
