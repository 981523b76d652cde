import type { INodeProperties } from 'n8n-workflow';

/** A label of chats, from the list or by ID. */
export const labelID: INodeProperties = {
	displayName: 'Label',
	name: 'labelID',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'Only chats with this label; needs a Beeper version that has labels',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a label…',
			typeOptions: { searchListMethod: 'getLabels', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. label_work' },
	],
	routing: { send: { type: 'query', property: 'labelID' } },
};
