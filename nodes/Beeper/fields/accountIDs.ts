import type { INodeProperties } from 'n8n-workflow';

/** A picker for several accounts, sent as the query parameter `accountIDs`. */
export const accountIDs: INodeProperties = {
	displayName: 'Account Names or IDs',
	name: 'accountIDs',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getAccounts' },
	default: [],
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	routing: { send: { type: 'query', property: 'accountIDs' } },
};
