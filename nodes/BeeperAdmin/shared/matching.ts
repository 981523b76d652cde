import type { INodeListSearchResult } from 'n8n-workflow';

/** The entries of a picker in whose name every word of `filter` is found, in alphabetical order. */
export function matching(
	entries: Array<{ name: string; value: string }>,
	filter = '',
): INodeListSearchResult {
	const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
	const results = entries
		.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)))
		.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
	return { results };
}
