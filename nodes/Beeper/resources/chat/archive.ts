import { chatID } from '../../../shared/fields/chatID';
import { archiveRule } from '../../../shared/api/errors/networkRules';
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
	networkRule: archiveRule,
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
	perform: async (context) => {
		// The response has no body, so the output is made from the parameters.
		await context.send();
		return {
			success: true,
			chatID: context.parameter('chatID'),
			archived: context.parameter('archived', true),
		};
	},
};
