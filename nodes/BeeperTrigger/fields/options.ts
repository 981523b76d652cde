import { optionsField } from '../../shared/fields/collections';

/** "Options" of the trigger; read by `readSettings`. */
export const options = optionsField([
	{
		displayName: 'Catch Up (Hours)',
		name: 'catchUpHours',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 72,
		description:
			'How far back to look for what was missed while n8n or Beeper was not running, or the workflow was not published. With 0, only short interruptions are made up for.',
	},
	{
		displayName: 'Catch Up Limit (Messages)',
		name: 'catchUpLimit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 10_000,
		description: 'How many missed messages to catch up on at most',
	},
	{
		displayName: 'Check Interval (Seconds)',
		name: 'reconcileSeconds',
		type: 'number',
		typeOptions: { minValue: 5 },
		default: 30,
		description:
			'How often to ask Beeper for what it did not tell by itself: some networks, such as iMessage, only show up this way',
	},
	{
		displayName: 'Download Attachments',
		name: 'downloadAttachments',
		type: 'boolean',
		default: true,
		description: 'Whether to put the files of a message into the output',
	},
	{
		displayName: 'Download Field Prefix',
		name: 'attachmentPrefix',
		type: 'string',
		displayOptions: { show: { downloadAttachments: [true] } },
		default: 'attachment_',
		description:
			'What the output fields with the files are called, with a number after it: "attachment_" makes attachment_0, attachment_1 and so on',
	},
	{
		displayName: 'Include Sent by Workflows',
		name: 'includeSentByN8n',
		type: 'boolean',
		displayOptions: { show: { '/events': ['message.sent'] } },
		default: false,
		description:
			"Whether 'Message Sent' also fires for what Beeper nodes send. Mind loops: a workflow that answers would answer itself.",
	},
	{
		displayName: 'Max File Size (MB)',
		name: 'maxFileSize',
		type: 'number',
		typeOptions: { minValue: 1 },
		displayOptions: { show: { downloadAttachments: [true] } },
		default: 50,
		description: "Larger files are not downloaded; the output says so under 'media'",
	},
	{
		displayName: 'One Run at a Time per Chat',
		name: 'onePerChat',
		type: 'boolean',
		default: true,
		description:
			'Whether the next event of a chat waits until the workflow is done with the one before. Other chats do not wait.',
	},
	{
		displayName: 'Report Outage After (Minutes)',
		name: 'outageMinutes',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 5,
		description:
			'How long Beeper may be out of reach before you get one failed execution, which error workflows hear of',
	},
]);
