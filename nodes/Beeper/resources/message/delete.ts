import { chatID } from '../../../shared/fields/chatID';
import { messageID } from '../../fields/messageID';
import { deleteLimit } from '../../../shared/api/errors/networkRules';
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
	limit: deleteLimit,
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
	perform: async (call) => {
		await call.send();
		return {
			deleted: true,
			chatID: call.parameter('chatID'),
			messageID: call.parameter('messageID'),
			forEveryone: call.parameter('forEveryone', true),
		};
	},
};
