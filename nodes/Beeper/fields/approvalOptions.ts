import type { INodeProperties } from 'n8n-workflow';
import { APPROVE, DECLINE } from '../../shared/question/answerWords';

/** "Approval Options" of message: sendAndWait. */
export const approvalOptions: INodeProperties = {
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
};
