import { limitWaitTime } from './limitWaitTime';
import { several } from '../../shared/fields/several';
import { sender } from '../../shared/fields/sender';
import { optionsField } from '../../shared/fields/collections';

/** "Options" of message: sendAndWait. */
export const questionOptions = optionsField([
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
	limitWaitTime,
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
		...several(
			{ ...sender, displayName: 'Person', description: 'Somebody in the chat' },
			{
				displayName: 'People',
				name: 'people',
				description: "Whose answers count if 'Answers From' is 'Only These People'",
			},
		),
		default: {},
	},
]);
