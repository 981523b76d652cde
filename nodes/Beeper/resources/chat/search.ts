import type { IDataObject } from 'n8n-workflow';
import { chatFilters } from '../../fields/chatFilters';
import { returnAllOrLimit } from '../../../shared/fields/returnAll';
import { simplify } from '../../../shared/fields/simplify';
import type { OperationContext } from '../../../shared/operation/operationContext';
import { chatOutput } from '../../../shared/operation/chatOutput';
import { toList } from '../../../shared/values/list';
import type { Operation } from '../../../shared/operation/operation';
import { allItems } from '../../../shared/operation/paginate';

/** The largest page (docs/beeper-api.md, endpoint 20). */
const PER_PAGE = 200;

/** GET /v1/chats/search, `client.chats.search` */
export const search: Operation = {
	option: {
		name: 'Search',
		value: 'search',
		action: 'Search chats',
		description:
			'Find chats by title, network, participant, inbox, label or activity, last active first',
		routing: { request: { method: 'GET', url: '/v1/chats/search' } },
	},
	fields: [
		{
			displayName: 'Search Text',
			name: 'query',
			type: 'string',
			default: '',
			placeholder: 'e.g. family',
			description:
				'Whole words that must all be in title or network, or in participant names. Leave empty to use the filters alone.',
			routing: { send: { type: 'query', property: 'query' } },
		},
		...returnAllOrLimit,
		simplify,
		chatFilters,
	],
	perform: searchChats,
};

async function searchChats(context: OperationContext): Promise<IDataObject[]> {
	const { accountIDs, ...qs } = context.request.qs ?? {};
	const accounts = toList(accountIDs);
	const request = {
		...context.request,
		qs: accounts.length > 0 ? { ...qs, accountIDs: accounts } : qs,
	};
	const chats = await allItems(context, request, PER_PAGE);
	return chats.map((chat) => chatOutput(context, chat));
}
