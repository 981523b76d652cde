import type { INodeProperties } from 'n8n-workflow';
import { chatID } from './chatID';

/** A picker for several chats; read with `chatIDsOf`. */
export const chatIDs: INodeProperties = {
	displayName: 'Chats',
	name: 'chatIDs',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Chat',
	// One empty row to fill in. Inside a collection n8n 2.41 ignores it: there the user has to press 'Add' first.
	default: { values: [{ chatID: { mode: 'list', value: '' } }] },
	description: 'Only messages of these chats. By ID takes several, with commas between.',
	options: [
		{
			displayName: 'Chat',
			name: 'values',
			values: [{ ...chatID, required: undefined, description: 'One of the chats' }],
		},
	],
};
