import { chatID } from '../../../shared/fields/chatID';
import { markOptions } from '../../fields/markOptions';
import { simplify } from '../../../shared/fields/simplify';
import type { Operation } from '../../../shared/operation/operation';
import { chatOutput } from '../../../shared/operation/chatOutput';

/** POST /v1/chats/{chatID}/read, `client.chats.markRead` */
export const markRead: Operation = {
	option: {
		name: 'Mark as Read',
		value: 'markRead',
		action: 'Mark chat as read',
		description: 'Mark a chat as read, as a whole or up to a message',
		routing: { request: { method: 'POST', url: '/v1/chats/{chatID}/read' } },
	},
	since: '4.2.808',
	uncertain: 'The chat may have been marked as read',
	fields: [chatID, simplify, markOptions('Up to Message', 'The last message that counts as read')],
	perform: async (context) => chatOutput(context, (await context.send()).body),
};
