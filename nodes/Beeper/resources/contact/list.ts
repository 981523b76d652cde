import type { IDataObject } from 'n8n-workflow';
import { accountID } from '../../../shared/fields/accountID';
import { returnAllOrLimit } from '../../../shared/fields/returnAll';
import type { Operation } from '../../../shared/operation/operation';
import { allItems } from '../../../shared/operation/paginate';
import { filtersField } from '../../../shared/fields/collections';

/** The largest page (docs/beeper-api.md, endpoint 4). */
const PER_PAGE = 200;

/** GET /v1/accounts/{accountID}/contacts/list, `client.accounts.contacts.list` */
export const list: Operation = {
	option: {
		name: 'Get Many',
		value: 'list',
		action: 'Get many contacts',
		description: 'List the contacts of an account',
		routing: { request: { method: 'GET', url: '/v1/accounts/{accountID}/contacts/list' } },
	},
	since: '4.2.557',
	fields: [
		accountID,
		...returnAllOrLimit,
		filtersField([
			{
				displayName: 'Search Text',
				name: 'query',
				type: 'string',
				default: '',
				placeholder: 'e.g. Alice',
				description: 'Only contacts with this in their name or address; asks the network too',
				routing: { send: { type: 'query', property: 'query' } },
			},
		]),
	],
	perform: async (context): Promise<IDataObject[]> =>
		await allItems(context, context.request, PER_PAGE),
};
