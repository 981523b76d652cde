import type { IDataObject } from 'n8n-workflow';
import { messageFilters } from '../../fields/messageFilters';
import { returnAllOrLimit } from '../../../shared/fields/returnAll';
import { simplify } from '../../../shared/fields/simplify';
import type { OperationContext } from '../../../shared/operation/operationContext';
import { toList } from '../../../shared/values/list';
import { chatIDsOf, type ChatEntry } from '../../../shared/values/locator';
import type { Operation } from '../../../shared/operation/operation';
import { pages } from '../../../shared/operation/paginate';
import { simplifiedMessage } from '../../../shared/model/simplified';

/** The largest page; more is a validation error (docs/beeper-api.md, endpoint 31). */
const PER_PAGE = 20;

/** GET /v1/messages/search, `client.messages.search` */
export const search: Operation = {
	option: {
		name: 'Search',
		value: 'search',
		action: 'Search messages',
		description: 'Find messages in all chats by words, chat, sender, date or kind, newest first',
		routing: { request: { method: 'GET', url: '/v1/messages/search' } },
	},
	fields: [
		{
			displayName: 'Search Text',
			name: 'query',
			type: 'string',
			default: '',
			placeholder: 'e.g. flight booking',
			description:
				'Words that must all be in the message, in any order, as written. Leave empty to use the filters alone.',
			routing: { send: { type: 'query', property: 'query' } },
		},
		...returnAllOrLimit,
		simplify,
		messageFilters,
	],
	perform: searchMessages,
};

async function searchMessages(context: OperationContext): Promise<IDataObject[]> {
	const isSimplified = context.parameter('simplify', true);
	const found: IDataObject[] = [];
	for await (const { items, chats } of pages(
		context,
		{ ...context.request, qs: query(context) },
		PER_PAGE,
	)) {
		const byID = (chats ?? {}) as Record<string, IDataObject | undefined>;
		for (const message of items) {
			found.push(isSimplified ? simplifiedMessage(message, byID[String(message.chatID)]) : message);
		}
	}
	return found;
}

function query(context: OperationContext): IDataObject {
	const { qs = {} } = context.request;
	const lists = {
		chatIDs: chatIDsOf(context.parameter<ChatEntry[]>('filters.chatIDs.values', [])),
		accountIDs: toList(qs.accountIDs),
		mediaTypes: toList(qs.mediaTypes),
	};
	const given = Object.entries(lists).filter(([, list]) => list.length > 0);
	// By default the API leaves low-priority chats out; a search for words should cover all chats.
	return { excludeLowPriority: false, ...qs, ...Object.fromEntries(given) };
}
