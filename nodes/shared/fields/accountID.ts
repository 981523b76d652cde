import type { INodeProperties } from 'n8n-workflow';

/** The connected account (one network of one user) that an operation works on. */
export const accountID: INodeProperties = {
	displayName: 'Account',
	name: 'accountID',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The connected account, and so the network, to use',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose an account…',
			typeOptions: { searchListMethod: 'getAccounts', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. discordgo',
		},
	],
};
