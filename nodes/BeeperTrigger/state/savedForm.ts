import type { SavedAnchor } from './anchors';
import type { EventRef } from './pending';
import type { Position, Received } from './position';

/** The version of the saved form. A text of another version is ignored: the trigger begins anew. */
export const VERSION = 1;

/**
 * A `Position`; `above` is IDs and sort keys by turns, and at its end, if need be, `readUntil` and the times of
 * these messages, which older versions have not saved.
 */
type SavedPosition = [
	readTo: string,
	since: number,
	activity: number,
	emittedTo: string,
	...above: Array<string | number[]>,
];

/** The large saved text: the positions. */
export interface Base {
	v: number;
	mark: number;
	/** `beganAt` of the positions; not in what older versions have saved. */
	began?: number;
	accounts: Record<string, number>;
	chats: Record<string, SavedPosition>;
}

/** The small saved text: what has changed since. */
export interface Recent {
	v: number;
	/** `emittedAt` of the memory. */
	toldAt: number;
	sweptAt: number;
	/**
	 * Messages received since `base` was written, with `emittedTo` of their chats at that time, and when (ms) they were
	 * written, which older versions have not saved.
	 */
	taken: Array<[chatID: string, id: string, sortKey: string, emittedTo: string, at?: number]>;
	pending: EventRef[];
	/** By which a new numbering of all messages is noticed; not in what older versions have saved. */
	anchors?: SavedAnchor[];
}

/** The saved form of a position, as JSON, without the messages that are still to be emitted. */
export function positionText(
	{ readTo, since, activity, emittedTo, above, readUntil }: Position,
	unemitted: ReadonlySet<string> | undefined,
): string {
	const emitted: Array<string | number[]> = [];
	const times = [readUntil];
	for (const [id, { sortKey, at }] of above) {
		if (unemitted?.has(id)) continue;
		emitted.push(id, sortKey);
		times.push(at);
	}
	if (times.length > 1 || readUntil !== activity) emitted.push(times);
	const saved: SavedPosition = [readTo, since, activity, emittedTo, ...emitted];
	return JSON.stringify(saved);
}

/** The position of a saved form. */
export function restoredPosition([
	readTo,
	since,
	activity,
	emittedTo,
	...rest
]: SavedPosition): Position {
	const last = rest.at(-1);
	const [readUntil = activity, ...times] = Array.isArray(last) ? last : [];
	const emitted = rest.filter((one) => typeof one === 'string');
	const above = new Map<string, Received>();
	for (let at = 0; at + 1 < emitted.length; at += 2) {
		above.set(emitted[at], { sortKey: emitted[at + 1], at: times[at / 2] ?? 0 });
	}
	const position = { readTo, since, activity, emittedTo, above, readUntil };
	return { ...position, isRead: false, pending: new Map() };
}

/** What was saved; `undefined` if nothing was, or not in this version. */
export function parseSaved<T extends { v: number }>(text: unknown): T | undefined {
	if (typeof text !== 'string') return undefined;
	try {
		const value = JSON.parse(text) as T;
		return value.v === VERSION ? value : undefined;
	} catch {
		// Changed by hand, or cut off.
		return undefined;
	}
}
