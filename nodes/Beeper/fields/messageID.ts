import type { INodeProperties } from 'n8n-workflow';
import { listOrID } from '../../shared/fields/modes';

/** A message of the chosen chat, from its recent ones or by ID. */
export const messageID: INodeProperties = {
	displayName: 'Message',
	name: 'messageID',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The message to work on',
	modes: listOrID('getMessages', 'Choose a recent message…', {
		placeholder: 'e.g. 1343993',
		hint: "Beeper Trigger and 'Send' call it messageID",
	}),
};
