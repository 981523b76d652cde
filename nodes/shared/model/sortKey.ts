/**
 * Compares the sort keys of two messages of one chat: negative, 0 or positive. Keys are opaque text; where
 * they are whole numbers, as every published example is, they count as numbers, so that "9" is before "10".
 */
export function compareSortKeys(a: string, b: string): number {
	if (a === b) return 0;
	const [numberA, numberB] = [isNumber(a), isNumber(b)];
	if (numberA !== numberB) return numberA ? -1 : 1;
	// They may exceed what a number holds exactly, so compare their lengths, then their digits.
	if (numberA && a.length !== b.length) return a.length - b.length;
	return a < b ? -1 : 1;
}

/** The later one of two. */
export const laterKey = (a: string, b: string) => (compareSortKeys(a, b) < 0 ? b : a);

/** The earlier one of two. */
export const earlierKey = (a: string, b: string) => (compareSortKeys(a, b) <= 0 ? a : b);

const isNumber = (key: string) => /^(0|[1-9]\d*)$/.test(key);
