import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import type { ReadPage } from '../api/pages';
import { walkFrom } from './walkFrom';
import { listPage } from './listRequest';
import { describeChat } from '../model/displayName';
import { matchesSearch } from '../values/matchesSearch';

/** The API's largest page (endpoint 20). */
const PER_PAGE = 200;

/** Enough to fill the list, so that it can be scrolled, which is how the editor asks for more. */
const ENOUGH = 50;

/** The most pages read in one go: with a filter that few chats match, scrolling goes on from there. */
const MAX_PAGES = 10;

/**
 * The chats of all accounts, last active first, in whose title, network or participants every word of
 * `filter` is found. Looked through here, page by page: Beeper's own search knows whole words only, and
 * who types "mar" wants to see Mara. By GET /v1/chats/search, since GET /v1/chats leaves some out on certain builds.
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

/** What a chat is found by. */
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
