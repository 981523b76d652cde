import type { INodeProperties } from 'n8n-workflow';

/** "Choices" of message: sendAndWait. */
export const choices: INodeProperties = {
	displayName: 'Choices',
	name: 'choices',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Choice',
	default: { values: [{ label: '' }] },
	displayOptions: { show: { responseType: ['choice'] } },
	description: 'What can be chosen. The question lists them with numbers.',
	options: [
		{
			displayName: 'Choice',
			name: 'values',
			values: [
				{
					displayName: 'Text',
					name: 'label',
					type: 'string',
					default: '',
					placeholder: 'e.g. Tuesday at ten',
					description: 'What people read, and may answer',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. tue-10',
					description: 'What the output says when this is chosen. If empty, it is the text.',
				},
				{
					displayName: 'Emoji',
					name: 'emoji',
					type: 'string',
					default: '',
					placeholder: 'e.g. 🅰️',
					description:
						'A message with just this, or a reaction to the question, chooses it as well',
				},
			],
		},
	],
};
