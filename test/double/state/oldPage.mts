import type { PageQuery } from './page.mts';
import type { MessageRecord } from './world.mts';

/** Message pages before 4.2.808: no cursors in the answer, the last item's sortKey is the cursor. */
export function oldPageOf(newestFirst: MessageRecord[], query: PageQuery, limit: number) {
	const { cursor, direction } = query;
	const isAfter = cursor !== undefined && direction === 'after';
	const side = newestFirst.filter(({ message: { sortKey } }) => {
		if (cursor === undefined) return true;
		return isAfter ? sortKey > cursor : sortKey < cursor;
	});
	const items = isAfter ? side.slice(-limit) : side.slice(0, limit);
	return { items, hasMore: side.length > items.length };
}
