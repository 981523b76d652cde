import type { INodeProperties } from 'n8n-workflow';

/** The step of a login session to submit, and its values, which are read by `stepFields`. */
export const stepInput: INodeProperties[] = [
	{
		displayName: 'Step ID',
		name: 'stepID',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. {{ $json.stepID }}',
		description: "The current step, as 'Create', 'Get' and 'Submit Step' give it",
	},
	{
		displayName: 'Step Type',
		name: 'type',
		type: 'options',
		default: 'display_and_wait',
		description: "What the step asks for, as 'Create', 'Get' and 'Submit Step' give it (stepType)",
		options: [
			{
				name: 'Browser Cookies',
				value: 'cookies',
				description: 'Cookies and the like from a browser in which somebody signed in',
			},
			{
				name: 'Display and Wait',
				value: 'display_and_wait',
				description: 'Wait until somebody scans the QR code, or types in the code, that is shown',
			},
			{
				name: 'User Input',
				value: 'user_input',
				description: 'Something to type in: a phone number, a code, a password',
			},
		],
		routing: { send: { type: 'body', property: 'type' } },
	},
	{
		displayName: 'Specify Fields',
		name: 'specifyFields',
		type: 'options',
		default: 'keypair',
		displayOptions: { show: { type: ['cookies', 'user_input'] } },
		options: [
			{ name: 'Using Fields Below', value: 'keypair' },
			{ name: 'Using JSON', value: 'json' },
		],
	},
	{
		displayName: 'Fields',
		name: 'fields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Field',
		default: {},
		description: 'The answers; the step lists its fields in fields',
		displayOptions: { show: { type: ['cookies', 'user_input'], specifyFields: ['keypair'] } },
		options: [
			{
				displayName: 'Field',
				name: 'values',
				values: [
					{
						displayName: 'Field ID',
						name: 'id',
						type: 'string',
						default: '',
						placeholder: 'e.g. phone_number',
						description: 'The ID of one of the fields that the step lists',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						typeOptions: { password: true },
						default: '',
						placeholder: 'e.g. +15550100',
						description: 'What to put in',
					},
				],
			},
		],
	},
	{
		displayName: 'Fields (JSON)',
		name: 'fieldsJson',
		type: 'json',
		required: true,
		default: '{}',
		placeholder: 'e.g. {"phone_number": "+15550100"}',
		description: "The answers as an object: each field's ID with its value",
		displayOptions: { show: { type: ['cookies', 'user_input'], specifyFields: ['json'] } },
	},
];
