import type { INodeProperties } from 'n8n-workflow';
import { accountID } from '../../shared/fields/accountID';
import { chatIDs } from '../../shared/fields/chatIDs';
import { sender } from '../../shared/fields/sender';

const accountIDs: INodeProperties = {
	displayName: 'Accounts',
	name: 'accountIDs',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Account',
	// One empty row to fill in. Inside a collection n8n 2.41 ignores it: there the user has to press 'Add' first.
	default: { values: [{ accountID: { mode: 'list', value: '' } }] },
	description:
		'Only what happens in these accounts, e.g. on WhatsApp alone. By ID takes several, with commas between.',
	options: [
		{
			displayName: 'Account',
			name: 'values',
			values: [{ ...accountID, required: undefined, description: 'One of the accounts' }],
		},
	],
};

const senders: INodeProperties = {
	displayName: 'Senders',
	name: 'senders',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Sender',
	default: { values: [{ sender: { mode: 'list', value: '' } }] },
	description:
		'Only messages that these people wrote; of reactions, only theirs. By ID takes several, with commas between.',
	options: [
		{
			displayName: 'Sender',
			name: 'values',
			values: [sender],
		},
	],
};

/**
 * The conditions for an event to start the workflow; read by `readSettings`. All are shown whatever 'Trigger On'
 * says: the editor drops what it hides, so a change of events would lose them.
 */
export const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	description:
		"Only what passes all of them starts the workflow. 'Connection Changed' always does.",
	options: [
		accountIDs,
		{
			displayName: 'Attachments',
			name: 'attachments',
			type: 'options',
			default: 'with',
			description:
				'Only messages with a picture, video, voice message or other file, or only those without',
			options: [
				{ name: 'With Attachments', value: 'with' },
				{ name: 'Without Attachments', value: 'without' },
			],
		},
		{
			displayName: 'Chat Type',
			name: 'chatType',
			type: 'options',
			default: 'single',
			description: 'Only direct chats, or only groups',
			options: [
				{ name: 'Direct', value: 'single' },
				{ name: 'Group', value: 'group' },
			],
		},
		{
			...chatIDs,
			description: 'Only what happens in these chats. By ID takes several, with commas between.',
		},
		{
			displayName: 'Leave Out Chats',
			name: 'leaveOut',
			type: 'multiOptions',
			default: [],
			description: 'Nothing that happens in such chats starts the workflow',
			options: [
				{ name: 'Archived Chats', value: 'archived' },
				{ name: 'Low-Priority Chats', value: 'lowPriority' },
				{ name: 'Muted Chats', value: 'muted' },
			],
		},
		{
			displayName: 'Mentions Me',
			name: 'mentionsMe',
			type: 'boolean',
			default: true,
			description: 'Whether only messages count that mention you, or everybody in the chat',
		},
		{
			displayName: 'Message Types',
			name: 'messageTypes',
			type: 'multiOptions',
			default: [],
			description: 'Only messages of these kinds',
			options: [
				{ name: 'Audio', value: 'AUDIO', description: 'A sound file, such as music' },
				{ name: 'File', value: 'FILE' },
				{ name: 'Image', value: 'IMAGE' },
				{ name: 'Location', value: 'LOCATION' },
				{ name: 'Notice', value: 'NOTICE', description: 'What bots and networks announce' },
				{ name: 'Sticker', value: 'STICKER' },
				{ name: 'Text', value: 'TEXT' },
				{ name: 'Video', value: 'VIDEO' },
				{ name: 'Voice Message', value: 'VOICE', description: 'Recorded in the chat' },
			],
		},
		senders,
		{
			displayName: 'Text Contains',
			name: 'textContains',
			type: 'string',
			default: '',
			placeholder: 'e.g. invoice',
			description: 'Only messages with this in their text; capital letters make no difference',
		},
		{
			displayName: 'Text Matches Regex',
			name: 'textRegex',
			type: 'string',
			default: '',
			placeholder: 'e.g. /^order \\d+/i',
			description:
				'Only messages whose text matches this regular expression. Between slashes it takes flags: with /invoice/i capital letters make no difference.',
		},
	],
};
