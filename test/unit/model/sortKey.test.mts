import fc from 'fast-check';
import { compareSortKeys, laterKey } from '../../../dist/nodes/shared/model/sortKey.js';

/** Numbers of all lengths, numbers with zeros in front, and what else networks may think of. */
const key = fc.oneof(
	fc.nat({ max: 30 }).map(String),
	fc.bigInt({ min: 0n, max: 10n ** 25n }).map(String),
	fc.nat({ max: 30 }).map((number) => `0${number}`),
	fc.string({ maxLength: 4 }),
);

describe('sort keys', () => {
	test.each([
		['9', '10'],
		['0', '1'],
		['99999999999999999998', '99999999999999999999'],
		['9007199254740993', '9007199254740994'],
		['10', 'a'],
		['a', 'b'],
	])('%s is before %s', (first, second) => {
		expect(compareSortKeys(first, second)).toBeLessThan(0);
		expect(compareSortKeys(second, first)).toBeGreaterThan(0);
	});

	test('have a total order', () => {
		fc.assert(
			fc.property(key, key, key, (a, b, c) => {
				const [ab, ba, bc, ac] = [
					compareSortKeys(a, b),
					compareSortKeys(b, a),
					compareSortKeys(b, c),
					compareSortKeys(a, c),
				];
				expect(Math.sign(ab) + Math.sign(ba)).toBe(0);
				expect(ab === 0).toBe(a === b);
				if (ab <= 0 && bc <= 0) expect(ac).toBeLessThanOrEqual(0);
			}),
			{ numRuns: 2_000 },
		);
	});

	test('that are numbers count as numbers, however long', () => {
		const number = fc.bigInt({ min: 0n, max: 10n ** 25n });
		fc.assert(
			fc.property(number, number, (a, b) => {
				const expected = a === b ? 0 : a < b ? -1 : 1;
				expect(Math.sign(compareSortKeys(String(a), String(b)))).toBe(expected);
			}),
		);
	});

	test('the later one is one of both, and not before the other', () => {
		fc.assert(
			fc.property(key, key, (a, b) => {
				const later = laterKey(a, b);
				expect([a, b]).toContain(later);
				expect(compareSortKeys(later, a)).toBeGreaterThanOrEqual(0);
				expect(compareSortKeys(later, b)).toBeGreaterThanOrEqual(0);
			}),
		);
	});
});
