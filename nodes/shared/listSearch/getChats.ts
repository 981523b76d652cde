import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import type { ReadPage } from '../api/pages';
import { walkFrom } from './walkFrom';
import { listPage } from './listRequest';
import { describeChat } from '../model/displayName';
import { matchesSearch } from '../values/matchesSearch';
import { objectsIn } from '../values/list';

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
	for await (const page of walkFrom(readPage, paginationToken, MAX_PAGES)) {
		const { items, token, isCut } = page;
		for (const chat of items) {
			if (!matchesSearch(textOf(chat), filter)) continue;
			results.push({ name: describeChat(chat), value: String(chat.id) });
		}
		if (results.length >= ENOUGH || isCut) return { results, paginationToken: token };
	}
	return { results };
}

/** The text in which `filter` is looked for. */
function textOf(chat: IDataObject): string {
	const people = objectsIn((chat.participants as IDataObject | undefined)?.items);
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
