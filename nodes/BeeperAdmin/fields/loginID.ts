import type { INodeProperties } from 'n8n-workflow';

/** A login (one signed-in identity) of the chosen bridge. */
export const loginID: INodeProperties = {
	displayName: 'Login',
	name: 'loginID',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The signed-in identity on that network',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a login…',
			typeOptions: { searchListMethod: 'getLogins', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 15550100',
			hint: "Bridge Login → 'Get Many' gives it as loginID",
		},
	],
};
