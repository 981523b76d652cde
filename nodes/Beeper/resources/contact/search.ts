import { accountID } from '../../../shared/fields/accountID';
import { returnAllOrLimit } from '../../../shared/fields/returnAll';
import { limited, listIn } from '../../../shared/operation/limited';
import type { Operation } from '../../../shared/operation/operation';

/** GET /v1/accounts/{accountID}/contacts, `client.accounts.contacts.search` */
export const search: Operation = {
	option: {
		name: 'Search',
		value: 'search',
		action: 'Search contacts',
		description:
			'Find people on a network by name, username, phone number or email, known to you or not',
		routing: { request: { method: 'GET', url: '/v1/accounts/{accountID}/contacts' } },
	},
	fields: [
		accountID,
		{
			displayName: 'Search Text',
			name: 'query',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. +15550101',
			description: 'What to look for; each network searches in its own way',
			routing: { send: { type: 'query', property: 'query' } },
		},
		...returnAllOrLimit,
	],
	perform: async (context) => {
		if (!context.parameter('query', '').trim()) {
			throw context.inputError("'Search Text' is empty", 'Put in a name, phone number or email.');
		}
		return limited(context, listIn(context, (await context.send()).body));
	},
};
