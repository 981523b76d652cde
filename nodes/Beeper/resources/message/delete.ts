import { chatID } from '../../../shared/fields/chatID';
import { messageID } from '../../fields/messageID';
import { deleteRule } from '../../../shared/api/errors/networkRules';
import type { Operation } from '../../../shared/operation/operation';

/** DELETE /v1/chats/{chatID}/messages/{messageID}, `client.messages.delete` */
export const deleteMessage: Operation = {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete message',
		description: 'Take a message back for everyone, or remove it for you alone',
		routing: { request: { method: 'DELETE', url: '/v1/chats/{chatID}/messages/{messageID}' } },
	},
	since: '4.2.808',
	uncertain: 'The message may have been deleted',
	networkRule: deleteRule,
	fields: [
		chatID,
		messageID,
		{
			displayName: 'For Everyone',
			name: 'forEveryone',
			type: 'boolean',
			default: true,
			description:
				'Whether to take the message back for everyone; off removes it for you alone, where the network can do that',
			routing: { send: { type: 'query', property: 'forEveryone' } },
		},
	],
	perform: async (context) => {
		await context.send();
		return {
			deleted: true,
			chatID: context.parameter('chatID'),
			messageID: context.parameter('messageID'),
			forEveryone: context.parameter('forEveryone', true),
		};
	},
};
