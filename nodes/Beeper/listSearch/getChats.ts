import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { ask } from '../shared/ask';
import { describeChat } from '../shared/describe';
import type { Page } from '../shared/paginate';

const PER_PAGE = 100;

/** Where the next page of the picker begins: first come chats by title, then by participant. */
interface Position {
	scope: 'titles' | 'participants';
	cursor?: string;
}

/**
 * The chats of all accounts, last active first, whose title, network or participants match `filter`.
 * By GET /v1/chats/search, which finds all chats; GET /v1/chats leaves some out on certain builds.
 */
export async function getChats(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const position: Position = paginationToken
		? (JSON.parse(paginationToken) as Position)
		: { scope: 'titles' };
	const { scope, cursor } = position;
	const { items, hasMore, oldestCursor } = await ask<Page>(this, '/v1/chats/search', {
		query: filter,
		scope: filter ? scope : undefined,
		limit: PER_PAGE,
		cursor,
		direction: cursor && 'before',
	});
	const isNew = (chat: IDataObject) => scope === 'titles' || !isInTitle(chat, filter);
	const next: Position | undefined =
		hasMore && oldestCursor
			? { scope, cursor: oldestCursor }
			: filter && scope === 'titles'
				? { scope: 'participants' }
				: undefined;
	const results = items
		.filter(isNew)
		.map((chat) => ({ name: describeChat(chat), value: String(chat.id) }));
	// The editor asks for more only when the list is scrolled: an empty first page would hide the rest.
	if (results.length === 0 && next) return await getChats.call(this, filter, JSON.stringify(next));
	return { results, paginationToken: next && JSON.stringify(next) };
}

/** Whether the search by title has shown this chat already: all words are in its title or network. */
function isInTitle({ title, network }: IDataObject, filter = ''): boolean {
	const text = `${String(title ?? '')} ${String(network ?? '')}`.toLowerCase();
	return filter
		.toLowerCase()
		.split(/\s+/)
		.every((word) => text.includes(word));
}
