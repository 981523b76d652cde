import fc from 'fast-check';
import { pageOf } from '../double/state/page.mts';

const paging = (limit: number) => ({ tag: 't', limit, positionOf: (item: number) => [item] });

describe('paging', () => {
	test('back and forth, any page size gives every item once and in order', () => {
		const unique = fc.uniqueArray(fc.integer(), { maxLength: 60 });
		fc.assert(
			fc.property(unique, fc.integer({ min: 1, max: 25 }), (numbers, limit) => {
				const items = numbers.toSorted((left, right) => right - left);
				const back = [pageOf(items, {}, paging(limit))];
				// Never more pages than items, or a broken cursor would turn this test into a loop.
				while (back.at(-1)?.hasMore && back.length <= items.length) {
					const cursor = back.at(-1)?.oldestCursor ?? undefined;
					back.push(pageOf(items, { cursor }, paging(limit)));
				}
				expect(back.flatMap((page) => page.items)).toEqual(items);
				const last = back.at(-1);
				const forth = last ? [last] : [];
				while (forth[0].newestCursor && forth.length <= items.length + 1) {
					const cursor = forth[0].newestCursor;
					const page = pageOf(items, { cursor, direction: 'after' }, paging(limit));
					forth.unshift(page);
				}
				expect(forth.flatMap((page) => page.items)).toEqual(items);
			}),
			{ numRuns: 200 },
		);
	});
});
