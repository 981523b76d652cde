import type { INodeProperties } from 'n8n-workflow';
import { listOrID } from './modes';

/** One person, from those in the last active chats or by user ID; the list also has "Me" and "All Others". */
export const sender: INodeProperties = {
	displayName: 'Sender',
	name: 'sender',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'One of the people',
	modes: listOrID('getSenders', 'Choose a person…', {
		placeholder: 'e.g. @alice:beeper.com',
		hint: 'The senderID of one of their messages',
	}),
};
