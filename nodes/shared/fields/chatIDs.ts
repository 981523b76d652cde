import type { INodeProperties } from 'n8n-workflow';
import { chatID } from './chatID';

/** Several chats to choose; read with `chatIDsOf`. */
export const chatIDs: INodeProperties = {
	displayName: 'Chats',
	name: 'chatIDs',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Chat',
	// One empty row to fill in, where n8n heeds it: inside a collection 2.41 asks for a press on 'Add' first.
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
