import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { listRequest } from '../../shared/listSearch/listRequest';
import { describeMessage } from '../../shared/model/displayName';
import type { Page } from '../../shared/operation/paginate';
import { matchesSearch } from '../../shared/values/matchesSearch';
import { messagesPath } from '../../shared/api/path';

/** With a filter, pages are read until so many messages are found, … */
const ENOUGH = 10;

/** … but never more pages than this: a chat may go back for years. */
const MAX_PAGES = 10;

/** The messages of the chosen chat, newest first, whose text or sender contains `filter`. */
export async function getMessages(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const chatID = String(this.getCurrentNodeParameter('chatID', { extractValue: true }) ?? '');
	if (!chatID) {
		throw new NodeOperationError(this.getNode(), "Choose a 'Chat' first", {
			description: 'The list shows the messages of that chat.',
		});
	}
	const results: INodeListSearchResult['results'] = [];
	let cursor = paginationToken;
	for (let read = 0; read < (filter ? MAX_PAGES : 1); read++) {
		const page: Page = await listRequest(this, messagesPath(chatID), {
			cursor,
			direction: cursor && 'before',
		});
		const messages = newestFirst(page.items);
		for (const message of messages) {
			const name = describeMessage(message, this.getTimezone());
			if (message.isDeleted === true || !matchesSearch(name, filter)) continue;
			results.push({ name, value: String(message.id) });
		}
		// Before 4.2.808 there are no cursors; the sortKey of the oldest message serves as one.
		const oldest = page.oldestCursor ?? String(messages.at(-1)?.sortKey ?? '');
		cursor = (page.hasMore && oldest) || undefined;
		if (!cursor || results.length >= ENOUGH) break;
	}
	return { results, paginationToken: cursor };
}

const newestFirst = (messages: IDataObject[]) =>
	[...messages].sort((a, b) => String(b.timestamp).localeCompare(String(a.timestamp)));
