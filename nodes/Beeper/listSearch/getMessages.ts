import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { ReadPage } from '../../shared/api/pages';
import { walkFrom } from '../../shared/listSearch/walkFrom';
import { listPage } from '../../shared/listSearch/listRequest';
import { describeMessage } from '../../shared/model/displayName';
import { matchesSearch } from '../../shared/values/matchesSearch';
import { messagesPath } from '../../shared/api/path';

/** Reading stops when this many messages match. */
const ENOUGH = 10;

/** The most pages read at once with a filter, since a chat may go back for years; without one it is one page. */
const MAX_PAGES = 10;

/** The messages of the chosen chat, newest first, whose entry (date, sender, text) holds every word of `filter`. */
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
	const readPage: ReadPage = async (qs) => await listPage(this, messagesPath(chatID), qs);
	const maxPages = filter ? MAX_PAGES : 1;
	for await (const { items, token, isCut } of walkFrom(readPage, paginationToken, maxPages)) {
		for (const message of newestFirst(items)) {
			const name = describeMessage(message, this.getTimezone());
			if (message.isDeleted === true || !matchesSearch(name, filter)) continue;
			results.push({ name, value: String(message.id) });
		}
		if (results.length >= ENOUGH || isCut) return { results, paginationToken: token };
	}
	return { results };
}

const newestFirst = (messages: IDataObject[]) =>
	[...messages].sort((a, b) => String(b.timestamp).localeCompare(String(a.timestamp)));
