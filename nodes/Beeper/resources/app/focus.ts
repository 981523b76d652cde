import type { IDataObject } from 'n8n-workflow';
import { chatID } from '../../../shared/fields/chatID';
import { messageID } from '../../fields/messageID';
import type { Operation } from '../../../shared/operation/operation';
import { optionsField } from '../../../shared/fields/collections';

/** POST /v1/focus, `client.focus` */
export const focus: Operation = {
	option: {
		name: 'Focus',
		value: 'focus',
		action: 'Focus app',
		description:
			'Bring the Beeper window to the front, at a chat or message, with a draft if you like',
		routing: { request: { method: 'POST', url: '/v1/focus' } },
	},
	uncertain: 'Beeper may have been brought to the front',
	fields: [
		{
			...chatID,
			required: undefined,
			description: 'The chat to open; leave empty to bring the app to the front as it is',
			routing: { send: { type: 'body', property: 'chatID' } },
		},
		optionsField([
			{
				displayName: 'Draft Attachment Path',
				name: 'draftAttachmentPath',
				type: 'string',
				default: '',
				placeholder: 'e.g. /home/robin/invoice.pdf',
				description: 'A file on the machine where Beeper runs, to put into the draft',
				routing: { send: { type: 'body', property: 'draftAttachmentPath' } },
			},
			{
				displayName: 'Draft Text',
				name: 'draftText',
				type: 'string',
				typeOptions: { rows: 3 },
				default: '',
				placeholder: 'e.g. See you at eight!',
				description: 'A text to put into the draft, not sent',
				routing: { send: { type: 'body', property: 'draftText' } },
			},
			{
				...messageID,
				required: undefined,
				description: 'The message to jump to',
				routing: { send: { type: 'body', property: 'messageID' } },
			},
		]),
	],
	perform: async (context) => {
		const { chatID: chat, draftText, draftAttachmentPath } = context.request.body as IDataObject;
		if (!chat && (draftText || draftAttachmentPath)) {
			throw context.inputError(
				"'Chat' is empty",
				'A draft belongs to a chat: choose the one to open.',
			);
		}
		return (await context.send()).body as IDataObject;
	},
};
