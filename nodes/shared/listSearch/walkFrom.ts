import { jsonParse } from 'n8n-workflow';
import { itemKey, walkPages, type ReadPage, type WalkedPage } from '../api/pages';

/** Where a picker's list goes on when the user scrolls; n8n keeps it as text. */
interface Position {
	cursor: string;
	/** The items of the last page: one that has only these is the end of the list. */
	known: string[];
}

/**
 * Pages of a picker's list, from where the last call ended: `token` is what n8n hands to the next call, undefined at
 * the end of the list. `isCut` on the last page that one call may read.
 */
export async function* walkFrom(
	readPage: ReadPage,
	token: string | undefined,
	maxPages: number,
): AsyncGenerator<WalkedPage & { token: string | undefined }> {
	const { cursor: from, known }: Partial<Position> = token ? jsonParse<Position>(token) : {};
	for await (const page of walkPages(readPage, { from, known, maxPages })) {
		const { nextCursor: cursor, items } = page;
		const position = cursor && { cursor, known: items.map(itemKey) };
		yield { ...page, token: position && JSON.stringify(position) };
	}
}
