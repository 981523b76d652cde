import { chatID } from '../../../shared/fields/chatID';
import { archiveLimit } from '../../../shared/api/errors/networkRules';
import type { Operation } from '../../../shared/operation/operation';

/** POST /v1/chats/{chatID}/archive, `client.chats.archive` */
export const archive: Operation = {
	option: {
		name: 'Archive',
		value: 'archive',
		action: 'Archive chat',
		description: 'Move a chat to the archive, or back to the inbox',
		routing: { request: { method: 'POST', url: '/v1/chats/{chatID}/archive' } },
	},
	uncertain: 'The chat may have been moved',
	limit: archiveLimit,
	fields: [
		chatID,
		{
			displayName: 'Archived',
			name: 'archived',
			type: 'boolean',
			default: true,
			description: 'Whether to put the chat into the archive; off moves it back to the inbox',
			routing: { send: { type: 'body', property: 'archived' } },
		},
	],
	perform: async (call) => {
		// The API says nothing back (204, or 200 and nothing): the output says what was done.
		await call.send();
		return {
			success: true,
			chatID: call.parameter('chatID'),
			archived: call.parameter('archived', true),
		};
	},
};
