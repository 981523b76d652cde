import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { walkPages, type ReadPage } from '../api/pages';
import { listPage } from './listRequest';
import { describeChat } from '../model/displayName';
import { matchesSearch } from '../values/matchesSearch';

/** The largest page (docs/beeper-api.md, endpoint 20). */
const PER_PAGE = 200;

/** Enough to make the list scroll: only scrolling makes the editor load more. */
const ENOUGH = 50;

/** The most pages read at once, for a filter that few chats match; scrolling continues from there. */
const MAX_PAGES = 10;

/**
 * The chats of all accounts, last active first, whose title, network or participants hold every word of `filter`.
 * Filtered here: Beeper's own search matches whole words only, and "mar" should find Mara. Reads GET
 * /v1/chats/search, since GET /v1/chats leaves some out (docs/beeper-api.md, endpoint 19).
 */
export async function getChats(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const results: INodeListSearchResult['results'] = [];
	const readPage: ReadPage = async (qs) =>
		await listPage(this, '/v1/chats/search', { limit: PER_PAGE, ...qs });
	let pages = 0;
	for await (const { items, nextCursor } of walkPages(readPage, paginationToken)) {
		for (const chat of items) {
			if (!matchesSearch(textOf(chat), filter)) continue;
			results.push({ name: describeChat(chat), value: String(chat.id) });
		}
		if (results.length >= ENOUGH || ++pages >= MAX_PAGES) {
			return { results, paginationToken: nextCursor };
		}
	}
	return { results };
}

/** The text in which `filter` is looked for. */
function textOf(chat: IDataObject): string {
	const { items: people = [] } = (chat.participants ?? {}) as { items?: IDataObject[] };
	return [
		chat.title,
		chat.network,
		...people.flatMap(({ fullName, username, phoneNumber, email }) => [
			fullName,
			username,
			phoneNumber,
			email,
		]),
	].join(' ');
}
