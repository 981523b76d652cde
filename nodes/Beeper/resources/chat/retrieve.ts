import { chatID } from '../../../shared/fields/chatID';
import { simplify } from '../../../shared/fields/simplify';
import { chatOutput } from '../../../shared/operation/chatOutput';
import type { Operation } from '../../../shared/operation/operation';
import { optionsField } from '../../../shared/fields/collections';

/** GET /v1/chats/{chatID}, `client.chats.retrieve` */
export const retrieve: Operation = {
	option: {
		name: 'Get',
		value: 'retrieve',
		action: 'Get chat',
		description:
			'Get a chat; without Simplify also participants, draft, reminder and what its network can do',
		routing: { request: { method: 'GET', url: '/v1/chats/{chatID}' } },
	},
	fields: [
		chatID,
		simplify,
		optionsField([
			{
				displayName: 'Max Participants',
				name: 'maxParticipantCount',
				type: 'number',
				typeOptions: { minValue: -1, maxValue: 500 },
				default: 100,
				description: 'How many participants to include at most; -1 for all, 0 for none',
				routing: { send: { type: 'query', property: 'maxParticipantCount' } },
			},
		]),
	],
	perform: async (context) => chatOutput(context, (await context.send()).body),
};
