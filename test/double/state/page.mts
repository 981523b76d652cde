import { invalidField } from '../http/refusal.mts';
import type { Page } from '../wire/models.mts';

/** Where an item stands in its list; compared part by part. */
export type Position = Array<string | number>;

export type PageQuery = { cursor?: string; direction?: 'before' | 'after'; limit?: number };

/** How one list is paged; `tag` keeps its cursors from being used on another list. */
export type Paging<Item> = { tag: string; limit: number; positionOf: (item: Item) => Position };

/** One page out of a list sorted newest first, in the envelope of reference §2. */
export function pageOf<Item>(items: Item[], query: PageQuery, paging: Paging<Item>): Page<Item> {
	const { limit, positionOf, tag } = paging;
	const at = query.cursor === undefined ? undefined : decode(query.cursor, tag);
	const isAfter = at !== undefined && query.direction === 'after';
	const side = at ? items.filter((item) => isBeyond(positionOf(item), at, isAfter)) : items;
	// Newer pages are the ones next to the cursor, which stand last in a newest-first list.
	const page = isAfter ? side.slice(-limit) : side.slice(0, limit);
	const cursorAt = (item: Item | undefined) =>
		item === undefined ? null : cursorFor(positionOf(item), tag);
	return {
		items: page,
		hasMore: side.length > page.length,
		oldestCursor: cursorAt(page.at(-1)),
		newestCursor: cursorAt(page[0]),
	};
}

/** Which of two positions comes first: negative, 0 or positive. */
export function compare(left: Position, right: Position): number {
	for (const [place, part] of left.entries()) {
		if (part !== right[place]) return part < right[place] ? -1 : 1;
	}
	return 0;
}

function isBeyond(position: Position, at: Position, after: boolean): boolean {
	const order = compare(position, at);
	return after ? order > 0 : order < 0;
}

export const cursorFor = (position: Position, tag: string) =>
	Buffer.from(JSON.stringify([tag, ...position])).toString('base64url');

/** What `cursorFor` was given: the list's tag, and the position in it. */
export const partsOf = (cursor: string): string[] =>
	JSON.parse(Buffer.from(cursor, 'base64url').toString());

function decode(cursor: string, tag: string): Position {
	try {
		const [from, ...position] = partsOf(cursor);
		if (from === tag) return position;
	} catch {
		// Falls through: not one of ours.
	}
	throw invalidField(['query', 'cursor'], 'Not a cursor of this list', 'invalid_cursor');
}
