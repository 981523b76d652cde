import type { INodeListSearchResult } from 'n8n-workflow';
import { matchesSearch } from '../../shared/values/matchesSearch';

/** The entries of a picker in whose name every word of `filter` is found, in alphabetical order. */
export function matching(
	entries: Array<{ name: string; value: string }>,
	filter = '',
): INodeListSearchResult {
	const results = entries
		.filter(({ name }) => matchesSearch(name, filter))
		.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
	return { results };
}
