import { chatID } from '../../../shared/fields/chatID';
import { markOptions } from '../../fields/markOptions';
import { simplify } from '../../../shared/fields/simplify';
import { chatOutput } from '../../../shared/operation/chatOutput';
import { unreadRule } from '../../../shared/api/errors/networkRules';
import type { Operation } from '../../../shared/operation/operation';

/** POST /v1/chats/{chatID}/unread, `client.chats.markUnread` */
export const markUnread: Operation = {
	option: {
		name: 'Mark as Unread',
		value: 'markUnread',
		action: 'Mark chat as unread',
		description: 'Mark a chat as unread, as a whole or from a message on',
		routing: { request: { method: 'POST', url: '/v1/chats/{chatID}/unread' } },
	},
	since: '4.2.808',
	uncertain: 'The chat may have been marked as unread',
	networkRule: unreadRule,
	fields: [
		chatID,
		simplify,
		markOptions('From Message On', 'The first message that counts as unread'),
	],
	perform: async (context) => chatOutput(context, (await context.send()).body),
};
