import type { IDataObject } from 'n8n-workflow';
import { attachments } from '../../fields/attachments';
import { chatID } from '../../../shared/fields/chatID';
import { sendOptions } from '../../fields/sendOptions';
import { sendRule } from '../../../shared/api/errors/networkRules';
import type { Operation } from '../../../shared/operation/operation';
import { sendMessages } from '../../../shared/send/sendMessages';

/** POST /v1/chats/{chatID}/messages, `client.messages.send`; files go through POST /v1/assets/upload first. */
export const send: Operation = {
	option: {
		name: 'Send',
		value: 'send',
		action: 'Send message',
		description: 'Send a text, a reply, and files such as pictures, voice notes and stickers',
		routing: { request: { method: 'POST', url: '/v1/chats/{chatID}/messages' } },
	},
	uncertain: 'The message may have gone out',
	networkRule: sendRule,
	fields: [
		chatID,
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			placeholder: 'e.g. See you at eight!',
			description:
				'The message, in Markdown. Put a backslash before * _ ` [ and similar to show them as they are. May stay empty if there is an attachment.',
			routing: { send: { type: 'body', property: 'text' } },
		},
		attachments,
		sendOptions,
	],
	perform: async (context): Promise<IDataObject> => await sendMessages(context),
};
