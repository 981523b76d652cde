import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { ask } from '../shared/ask';
import { describeMessage } from '../shared/describe';
import type { Page } from '../shared/paginate';

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
	const page = await ask<Page>(this, `/v1/chats/${encodeURIComponent(chatID)}/messages`, {
		cursor: paginationToken,
		direction: paginationToken && 'before',
	});
	const newestFirst = [...page.items].sort((a, b) =>
		String(b.timestamp).localeCompare(String(a.timestamp)),
	);
	const results = newestFirst
		.map((message) => ({ name: describeMessage(message), value: String(message.id) }))
		.filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase()));
	// Before 4.2.808 there are no cursors; the sortKey of the oldest message serves as one.
	const oldest = page.oldestCursor ?? String(newestFirst.at(-1)?.sortKey ?? '');
	return { results, paginationToken: page.hasMore && oldest ? oldest : undefined };
}
