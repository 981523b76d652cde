import type { INodeProperties } from 'n8n-workflow';

const flag = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'boolean',
	default: true,
	description,
	routing: { send: { type: 'body', property: name } },
});

/** What PATCH /v1/chats/{chatID} can set (docs/beeper-api.md, endpoint 22). */
export const chatUpdateFields: INodeProperties = {
	displayName: 'Update Fields',
	name: 'updateFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [
		flag('Archived', 'isArchived', 'Whether the chat is in the archive'),
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
		flag('Low Priority', 'isLowPriority', 'Whether the chat counts as low priority'),
		flag('Muted', 'isMuted', 'Whether the chat is muted'),
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
		flag('Pinned', 'isPinned', 'Whether the chat is pinned'),
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
