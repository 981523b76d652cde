import type { IDataObject } from 'n8n-workflow';
import { chatID } from '../../../shared/fields/chatID';
import { returnAllOrLimit } from '../../../shared/fields/returnAll';
import { simplify } from '../../../shared/fields/simplify';
import { messageOutput } from '../../../shared/operation/chatOutput';
import type { Operation } from '../../../shared/operation/operation';
import { allItems } from '../../../shared/operation/paginate';

/** GET /v1/chats/{chatID}/messages, `client.messages.list` */
export const list: Operation = {
	option: {
		name: 'Get Many',
		value: 'list',
		action: 'Get many messages',
		description: 'List the messages of a chat, newest first',
		routing: { request: { method: 'GET', url: '/v1/chats/{chatID}/messages' } },
	},
	fields: [chatID, ...returnAllOrLimit, simplify],
	perform: async (context): Promise<IDataObject[]> => {
		const messages = await allItems(context, context.request);
		return messages.map((message) => messageOutput(context, message));
	},
};
