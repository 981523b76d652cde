import type { INodeProperties } from 'n8n-workflow';

/** A message of the chosen chat, from its recent ones or by ID. */
export const messageID: INodeProperties = {
	displayName: 'Message',
	name: 'messageID',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The message to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a recent message…',
			typeOptions: { searchListMethod: 'getMessages', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 1343993',
			hint: "Beeper Trigger and 'Send' call it messageID",
		},
	],
};
