import type { INodeProperties } from 'n8n-workflow';
import { listOrID } from './modes';

/** The chat that an operation works on. Its texts suit all of them, so that they share one field (`sharedFields`). */
export const chatID: INodeProperties = {
	displayName: 'Chat',
	name: 'chatID',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The chat to work on: where a message goes or is, or the chat itself',
	modes: listOrID('getChats', 'Choose a chat…', {
		placeholder: 'e.g. !NCdzlIaMjZUmvmvyHU:beeper.com',
		hint: "Beeper Trigger and 'Search' call it chatID",
	}),
};
