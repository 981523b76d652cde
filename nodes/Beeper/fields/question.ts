import type { INodeProperties } from 'n8n-workflow';
import { APPROVE, DECLINE } from '../question/words';
import { chatID } from './chatID';
import { sender } from './sender';

/** The names that n8n itself rewrites where an agent asks for a review: message, responseType, approvalOptions. */
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
	{
		displayName: 'Approval Options',
		name: 'approvalOptions',
		type: 'fixedCollection',
		placeholder: 'Add Option',
		default: {},
		displayOptions: { show: { responseType: ['approval'] } },
		description: 'Which answers mean yes, and which no',
		options: [
			{
				displayName: 'Answers',
				name: 'values',
				values: [
					{
						displayName: 'Counts as Yes',
						name: 'approve',
						type: 'string',
						typeOptions: { rows: 2 },
						default: APPROVE,
						description:
							'Words and emoji that approve, with commas between. An emoji counts as a reaction to the question, too.',
					},
					{
						displayName: 'Counts as No',
						name: 'decline',
						type: 'string',
						typeOptions: { rows: 2 },
						default: DECLINE,
						description:
							'Words and emoji that decline, with commas between. What is neither is no answer.',
					},
				],
			},
		],
	},
	{
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
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Add Links',
				name: 'links',
				type: 'boolean',
				default: false,
				description:
					'Whether to add links to approve, decline or choose. They lead to this n8n, so it must be reachable from the phone. Opening one asks for confirmation first.',
			},
			{
				displayName: 'Answer If Time Is Up',
				name: 'defaultAnswer',
				type: 'string',
				default: '',
				placeholder: 'e.g. no',
				description:
					"The answer to go on with when nobody has answered within 'Limit Wait Time'. If empty: declined, or no answer; 'timedOut' is true either way.",
			},
			{
				displayName: 'Answers From',
				name: 'answersFrom',
				type: 'options',
				default: 'anyone',
				description: 'Whose answer counts. What workflows send never does.',
				options: [
					{ name: 'Anyone in the Chat', value: 'anyone', description: 'Me included' },
					{ name: 'Everyone but Me', value: 'others' },
					{ name: 'Me', value: 'me', description: 'From any of my devices, e.g. in Note to Self' },
					{ name: 'Only These People', value: 'people', description: "See 'People'" },
				],
			},
			{
				displayName: 'Answers Must Be Replies',
				name: 'onlyReplies',
				type: 'boolean',
				default: false,
				description:
					'Whether only messages that quote the question, and reactions to it, count as answers',
			},
			{
				displayName: 'Confirmation',
				name: 'confirmation',
				type: 'string',
				default: '',
				placeholder: 'e.g. Thanks, noted.',
				description: 'A message to send to the chat once the answer has come',
			},
			{
				displayName: 'How to Answer',
				name: 'howToAnswer',
				type: 'string',
				typeOptions: { rows: 2 },
				default: '',
				placeholder: 'e.g. Reply yes or no, or react with 👍 or 👎.',
				description:
					'Your own words in place of the line that says how to answer. Empty, nothing is said.',
			},
			{
				displayName: 'Instance URL',
				name: 'n8nUrl',
				type: 'string',
				default: 'http://127.0.0.1:5678',
				description:
					"Where this n8n answers on its own machine. It is tried when n8n's public address cannot be reached from here; the answer goes there, to end the wait.",
			},
			{
				displayName: 'Limit Wait Time',
				name: 'limitWaitTime',
				type: 'fixedCollection',
				default: {
					values: { limitType: 'afterTimeInterval', resumeAmount: 45, resumeUnit: 'minutes' },
				},
				description: 'How long to wait for an answer; without this there is no limit',
				options: [
					{
						displayName: 'Values',
						name: 'values',
						values: [
							{
								displayName: 'Limit Type',
								name: 'limitType',
								type: 'options',
								default: 'afterTimeInterval',
								description: 'When to stop waiting',
								options: [
									{ name: 'After Time Interval', value: 'afterTimeInterval' },
									{ name: 'At Specified Time', value: 'atSpecifiedTime' },
								],
							},
							{
								displayName: 'Amount',
								name: 'resumeAmount',
								type: 'number',
								displayOptions: { show: { limitType: ['afterTimeInterval'] } },
								typeOptions: { minValue: 0, numberPrecision: 2 },
								default: 1,
								description: 'How long to wait',
							},
							{
								displayName: 'Unit',
								name: 'resumeUnit',
								type: 'options',
								displayOptions: { show: { limitType: ['afterTimeInterval'] } },
								default: 'hours',
								options: [
									{ name: 'Days', value: 'days' },
									{ name: 'Hours', value: 'hours' },
									{ name: 'Minutes', value: 'minutes' },
								],
							},
							{
								displayName: 'Max Date and Time',
								name: 'maxDateAndTime',
								type: 'dateTime',
								displayOptions: { show: { limitType: ['atSpecifiedTime'] } },
								default: '',
								description: 'Until when to wait',
							},
						],
					},
				],
			},
			{
				displayName: 'Other Messages',
				name: 'onOther',
				type: 'options',
				default: 'ignore',
				description: 'What to do with a message that fits none of the answers',
				options: [
					{ name: 'Ignore', value: 'ignore', description: 'People may talk about it first' },
					{
						name: 'Say How to Answer',
						value: 'hint',
						description: 'Reply with what can be answered',
					},
					{
						name: 'Take as the Answer',
						value: 'take',
						description: 'Only for a choice: the output has the text then',
					},
				],
			},
			{
				displayName: 'People',
				name: 'people',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				placeholder: 'Add Person',
				default: {},
				description: "Whose answers count if 'Answers From' is 'Only These People'",
				options: [
					{
						displayName: 'Person',
						name: 'values',
						values: [{ ...sender, displayName: 'Person', description: 'Somebody in the chat' }],
					},
				],
			},
		],
	},
];
