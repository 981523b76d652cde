import type { INodeProperties } from 'n8n-workflow';

/** The chat that an operation works on. Its texts suit all of them, so that they share one field (`sharedFields`). */
export const chatID: INodeProperties = {
	displayName: 'Chat',
	name: 'chatID',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The chat to work on: where a message goes or is, or the chat itself',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a chat…',
			typeOptions: { searchListMethod: 'getChats', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. !NCdzlIaMjZUmvmvyHU:beeper.com',
			hint: "Beeper Trigger and 'Search' call it chatID",
		},
	],
};
