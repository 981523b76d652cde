import { messageID } from './messageID';
import { optionsField } from '../../shared/fields/collections';

/** "Options" of message: send. */
export const sendOptions = optionsField([
	{
		displayName: 'If Time Runs Out',
		name: 'onTimeout',
		type: 'options',
		default: 'continue',
		description:
			"What to do with a message that has not come as far as 'Wait Until' says when the wait is over",
		options: [
			{
				name: 'Continue',
				value: 'continue',
				description: 'The output says isTimedOut, and isPending if it is still on its way',
			},
			{ name: 'Fail', value: 'fail', description: 'An error; the message may still get there' },
		],
	},
	{
		...messageID,
		displayName: 'Reply To',
		name: 'replyToMessageID',
		required: undefined,
		description: 'The message of this chat to answer, shown as a quote',
		routing: { send: { type: 'body', property: 'replyToMessageID' } },
	},
	{
		displayName: 'Save as Draft',
		name: 'draft',
		type: 'boolean',
		default: true,
		description:
			"Whether to put the message into the chat's draft, for you to check and send in Beeper, instead of sending it",
	},
	{
		displayName: 'Send Only Once Per',
		name: 'idempotencyKey',
		type: 'string',
		default: '',
		placeholder: 'e.g. order-1207',
		description:
			'What makes this message the same one if it comes again, such as an order number: this node then sends it to a chat once only, also in later executions. Without it, a node that n8n runs again after a failure repeats nothing that went out.',
	},
	{
		displayName: 'Simulate',
		name: 'simulate',
		type: 'boolean',
		default: true,
		description:
			'Whether to check chat, text, files and what the network takes, and say what would be sent, but send nothing',
	},
	{
		displayName: 'Time Between Messages',
		name: 'pacing',
		type: 'fixedCollection',
		default: {},
		placeholder: 'Add Time',
		description:
			'For bulk sends: networks may suspend accounts that send too fast. Each file counts as a message.',
		options: [
			{
				displayName: 'Time',
				name: 'values',
				values: [
					{
						displayName: 'At Least (Seconds)',
						name: 'seconds',
						type: 'number',
						typeOptions: { minValue: 0 },
						default: 5,
						description: 'How long to wait after a message before the next one',
					},
					{
						displayName: 'Random (Seconds)',
						name: 'randomSeconds',
						type: 'number',
						typeOptions: { minValue: 0 },
						default: 3,
						description: 'Up to so much more, by chance, so that it looks less like a machine',
					},
					{
						displayName: 'Between Messages Of',
						name: 'per',
						type: 'options',
						default: 'chat',
						options: [
							{
								name: 'The Same Account',
								value: 'account',
								description: 'Whatever the chat; for sends to many people on one network',
							},
							{ name: 'The Same Chat', value: 'chat' },
						],
					},
				],
			},
		],
	},
	{
		displayName: 'Wait at Most (Seconds)',
		name: 'waitSeconds',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 10,
		description: "How long to wait for what 'Wait Until' says, unless that is Beeper alone",
	},
	{
		displayName: 'Wait Until',
		name: 'waitUntil',
		type: 'options',
		default: 'sent',
		description: 'When this node is done with a message',
		options: [
			{
				name: 'Accepted by Beeper',
				value: 'accepted',
				description: 'Fastest, for bulk sends. Gives a provisional ID only.',
			},
			{
				name: 'Delivered',
				value: 'delivered',
				description:
					'The network says that it reached a device of somebody in the chat. Not every network says so.',
			},
			{
				name: 'Sent to the Network',
				value: 'sent',
				description: 'Gives the final message ID and the send status',
			},
		],
	},
]);
