import type { IDataObject } from 'n8n-workflow';
import { chatID } from '../../../shared/fields/chatID';
import { messageID } from '../../fields/messageID';
import { simplify } from '../../../shared/fields/simplify';
import type { OperationContext } from '../../../shared/operation/operationContext';
import { messageOutput } from '../../../shared/operation/chatOutput';
import { editRule } from '../../../shared/api/errors/networkRules';
import type { Operation } from '../../../shared/operation/operation';

/** PUT /v1/chats/{chatID}/messages/{messageID}, `client.messages.update` */
export const update: Operation = {
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update message',
		description: 'Change the text of a message that you sent',
		routing: { request: { method: 'PUT', url: '/v1/chats/{chatID}/messages/{messageID}' } },
	},
	since: '4.2.557',
	uncertain: 'The message may have been changed',
	networkRule: editRule,
	fields: [
		chatID,
		{ ...messageID, description: 'A text message of yours, without attachments' },
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 4 },
			required: true,
			default: '',
			placeholder: 'e.g. See you at nine!',
			description: 'The new text, in Markdown',
			routing: { send: { type: 'body', property: 'text' } },
		},
		simplify,
	],
	perform: updateMessage,
};

async function updateMessage(context: OperationContext): Promise<IDataObject> {
	const text = context.parameter('text', '');
	if (!text.trim()) {
		throw context.inputError(
			"'Text' is empty",
			'Put in the new text, or use Delete to remove the message.',
		);
	}
	return messageOutput(context, (await context.send()).body);
}
