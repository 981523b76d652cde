import { compareSortKeys, laterKey } from '../../shared/model/sortKey';

/** So many messages of a chat are told apart above the position; beyond that it moves up. */
const MAX_ABOVE = 25;

/** An own message that is on its way is waited for so long, while no more than so many others come. */
const EXPECTED_MS = 3_600_000;
const MAX_WAITED_FOR = 500;

/** Where a trigger stands in one chat. */
export interface Position {
	/** Up to this sort key everything was read; empty if nothing was, then time decides. */
	readTo: string;
	/** Messages from before this time (ms) are history; 0 once something was read. */
	since: number;
	/** The chat's last activity (ms) that is accounted for. */
	activity: number;
	/** The last message that was told, for telling what comes late. */
	emittedTo: string;
	/** Messages above `readTo` that were taken already: ID → sort key. */
	above: Map<string, string>;
	/** Sort keys of own messages that are on their way, and since when (ms). */
	pending: Map<string, number>;
}

/** The position in a chat of which nothing was read; messages from before this time (ms) are history. */
export const unread = (since: number): Position => ({
	readTo: '',
	since,
	activity: since,
	emittedTo: '',
	above: new Map(),
	pending: new Map(),
});

/** Moves up to this sort key: nothing is to come up to it, and what was taken there need not be told apart. */
export function moveUp(position: Position, sortKey: string) {
	position.readTo = position.readTo ? laterKey(position.readTo, sortKey) : sortKey;
	position.since = 0;
	for (const [id, key] of position.above) {
		if (compareSortKeys(key, position.readTo) <= 0) position.above.delete(id);
	}
}

/** Moves up where many were taken and the chat was not read; never beyond one that is still to be told. */
export function compact(position: Position, untold: ReadonlySet<string> | undefined) {
	if (position.above.size - (untold?.size ?? 0) <= 2 * MAX_ABOVE) return;
	// Where so many came meanwhile, it is not waited for any more.
	let barrier = position.above.size > MAX_WAITED_FOR ? undefined : pendingIn(position);
	const told: string[] = [];
	for (const [id, sortKey] of position.above) {
		if (!untold?.has(id)) told.push(sortKey);
		else if (barrier === undefined || compareSortKeys(sortKey, barrier) < 0) barrier = sortKey;
	}
	const older = told.sort(compareSortKeys).slice(0, told.length - MAX_ABOVE);
	const highest = older.findLast(
		(sortKey) => barrier === undefined || compareSortKeys(sortKey, barrier) < 0,
	);
	if (highest !== undefined) moveUp(position, highest);
}

/** The lowest sort key of a message that may still arrive. */
function pendingIn({ pending }: Position): string | undefined {
	let lowest: string | undefined;
	for (const [sortKey, since] of pending) {
		if (since < Date.now() - EXPECTED_MS) pending.delete(sortKey);
		else if (lowest === undefined || compareSortKeys(sortKey, lowest) < 0) lowest = sortKey;
	}
	return lowest;
}
