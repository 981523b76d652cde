import type { INodeProperties } from 'n8n-workflow';
import { accountID } from '../../shared/fields/accountID';
import { chatIDs } from '../../shared/fields/chatIDs';
import { filtersField } from '../../shared/fields/collections';
import { sender } from '../../shared/fields/sender';
import { several } from '../../shared/fields/several';

const accountIDs = several(
	{ ...accountID, required: undefined, description: 'One of the accounts' },
	{
		displayName: 'Accounts',
		name: 'accountIDs',
		description:
			'Only what happens in these accounts, e.g. on WhatsApp alone. By ID takes several, with commas between.',
	},
);

const senders = several(sender, {
	displayName: 'Senders',
	name: 'senders',
	description:
		'Only messages that these people wrote; of reactions, only theirs. By ID takes several, with commas between.',
});

/**
 * The conditions for an event to start the workflow; read by `readSettings`. All are shown whatever 'Trigger On'
 * says: the editor drops what it hides, so a change of events would lose them.
 */
export const filters: INodeProperties = {
	...filtersField([
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
	]),
	description:
		"Only what passes all of them starts the workflow. 'Connection Changed' always does.",
};
