import { chatID } from '../../../shared/fields/chatID';
import { messageID } from '../../fields/messageID';
import { simplify } from '../../../shared/fields/simplify';
import { messageOutput } from '../../../shared/operation/chatOutput';
import type { Operation } from '../../../shared/operation/operation';

/** GET /v1/chats/{chatID}/messages/{messageID}, `client.messages.retrieve` */
export const retrieve: Operation = {
	option: {
		name: 'Get',
		value: 'retrieve',
		action: 'Get message',
		description:
			'Get a message with its attachments; without Simplify also reactions and send status',
		routing: { request: { method: 'GET', url: '/v1/chats/{chatID}/messages/{messageID}' } },
	},
	since: '4.2.808',
	fields: [chatID, messageID, simplify],
	perform: async (context) => messageOutput(context, (await context.send()).body),
};
