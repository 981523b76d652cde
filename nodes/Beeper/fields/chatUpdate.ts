import type { INodeProperties } from 'n8n-workflow';

/** What PATCH /v1/chats/{chatID} can set (docs/beeper-api.md, endpoint 22). */
export const chatUpdateFields: INodeProperties = {
	displayName: 'Update Fields',
	name: 'updateFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [
		{
			displayName: 'Archived',
			name: 'isArchived',
			type: 'boolean',
			default: true,
			description: 'Whether the chat is in the archive',
			routing: { send: { type: 'body', property: 'isArchived' } },
		},
		{
			// Each chosen field is sent as null. Leaving a field empty changes nothing.
			displayName: 'Clear Fields',
			name: 'clearFields',
			type: 'multiOptions',
			default: [],
			description: 'What to remove from the chat. Leaving another field empty does not clear it.',
			options: [
				{ name: 'Description', value: 'description' },
				{ name: 'Disappearing Messages', value: 'messageExpirySeconds' },
				{
					name: 'Draft',
					value: 'draft',
					description: 'Text and attachments that are not sent yet',
				},
				{ name: 'Picture', value: 'imgURL' },
				{ name: 'Title', value: 'title' },
			],
		},
		{
			displayName: 'Description',
			name: 'description',
			type: 'string',
			default: '',
			placeholder: 'e.g. Where we plan the holiday',
			description: 'The topic of a group',
			routing: { send: { type: 'body', property: 'description' } },
		},
		{
			displayName: 'Disappear After (Seconds)',
			name: 'messageExpirySeconds',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 86400,
			description:
				'When messages of this chat vanish, such as 86400 for a day; each network allows only certain times',
			routing: { send: { type: 'body', property: 'messageExpirySeconds' } },
		},
		{
			displayName: 'Draft',
			name: 'draft',
			type: 'fixedCollection',
			default: {},
			placeholder: 'Add Draft',
			description:
				"A message to put into the chat unsent. Beeper refuses it while there is another draft; clear that under 'Clear Fields'.",
			options: [
				{
					displayName: 'Draft',
					name: 'values',
					values: [
						{
							displayName: 'Text',
							name: 'text',
							type: 'string',
							typeOptions: { rows: 3 },
							default: '',
							placeholder: 'e.g. See you at eight!',
							description: "The draft's text, in Markdown",
						},
						{
							displayName: 'Input Data Fields',
							name: 'binaryPropertyName',
							type: 'string',
							default: '',
							placeholder: 'e.g. data',
							hint: 'The input fields with files to attach, with commas between',
						},
					],
				},
			],
		},
		{
			displayName: 'Low Priority',
			name: 'isLowPriority',
			type: 'boolean',
			default: true,
			description: 'Whether the chat counts as low priority',
			routing: { send: { type: 'body', property: 'isLowPriority' } },
		},
		{
			displayName: 'Muted',
			name: 'isMuted',
			type: 'boolean',
			default: true,
			description: 'Whether the chat is muted',
			routing: { send: { type: 'body', property: 'isMuted' } },
		},
		{
			displayName: 'Picture Path',
			name: 'imgURL',
			type: 'string',
			default: '',
			placeholder: 'e.g. /home/robin/team.png',
			description:
				'The picture of a group: a file on the machine where Beeper runs, not a web address',
			routing: { send: { type: 'body', property: 'imgURL' } },
		},
		{
			displayName: 'Pinned',
			name: 'isPinned',
			type: 'boolean',
			default: true,
			description: 'Whether the chat is pinned',
			routing: { send: { type: 'body', property: 'isPinned' } },
		},
		{
			displayName: 'Title',
			name: 'title',
			type: 'string',
			default: '',
			placeholder: 'e.g. Holiday planning',
			routing: { send: { type: 'body', property: 'title' } },
		},
	],
};
