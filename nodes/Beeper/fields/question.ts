import type { INodeProperties } from 'n8n-workflow';
import { approvalOptions } from './approvalOptions';
import { chatID } from '../../shared/fields/chatID';
import { choices } from './choices';
import { questionOptions } from './questionOptions';

/** n8n overwrites message, responseType and approvalOptions when an agent needs a review: never rename them. */
export const questionFields: INodeProperties[] = [
	chatID,
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		required: true,
		placeholder: 'e.g. May I send this to all customers?',
		description: 'The question, in Markdown. How it can be answered is added below it.',
	},
	{
		displayName: 'Response Type',
		name: 'responseType',
		type: 'options',
		default: 'approval',
		description: 'What kind of answer is waited for; people simply answer in the chat',
		options: [
			{
				name: 'Approval',
				value: 'approval',
				description: 'Yes or no, in words or by a 👍 or 👎 reaction',
			},
			{
				name: 'Choice',
				value: 'choice',
				description: 'One of a list, by its number, its text or an emoji',
			},
			{ name: 'Free Text', value: 'freeText', description: 'Whatever the next message says' },
		],
	},
	approvalOptions,
	choices,
	questionOptions,
];
