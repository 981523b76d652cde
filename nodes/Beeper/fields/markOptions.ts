import type { INodeProperties } from 'n8n-workflow';
import { optionsField } from '../../shared/fields/collections';
import { messageID } from './messageID';

/** The option of a message to which, or from which on, a chat is marked. */
export const markOptions = (displayName: string, description: string): INodeProperties =>
	optionsField([
		{
			...messageID,
			displayName,
			required: undefined,
			description,
			routing: { send: { type: 'body', property: 'messageID' } },
		},
	]);
