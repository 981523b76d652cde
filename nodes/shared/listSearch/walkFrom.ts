import { jsonParse } from 'n8n-workflow';
import { itemKey, walkPages, type ReadPage, type WalkedPage } from '../api/pages';

/** Where a picker's list goes on when the user scrolls; n8n keeps it as text. */
interface Position {
	cursor: string;
	/** The last items so far: a page that has only these is the end of the list. */
	known: string[];
}

/** How many items a token names: more than Beeper serves again at the end of a history (docs/beeper-api.md §12.1). */
const MAX_KNOWN = 50;

/**
 * Pages of a picker's list, from where the last call ended: `token` is what n8n hands to the next call, undefined at
 * the end of the list. `isCut` on the last page that one call may read.
 */
export async function* walkFrom(
	readPage: ReadPage,
	token: string | undefined,
	maxPages: number,
): AsyncGenerator<WalkedPage & { token: string | undefined }> {
	const { cursor: from, known: before = [] }: Partial<Position> = token ? jsonParse(token) : {};
	let known = before;
	for await (const page of walkPages(readPage, { from, known, maxPages })) {
		const { nextCursor: cursor, items } = page;
		known = [...known, ...items.map(itemKey)].slice(-MAX_KNOWN);
		const position = cursor && { cursor, known };
		yield { ...page, token: position && JSON.stringify(position) };
	}
}
