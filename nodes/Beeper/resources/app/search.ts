import type { IDataObject } from 'n8n-workflow';
import { simplify } from '../../../shared/fields/simplify';
import type { OperationContext } from '../../../shared/operation/operationContext';
import { objectsIn } from '../../../shared/values/list';
import type { Operation } from '../../../shared/operation/operation';
import { simplifiedChat, simplifiedMessage } from '../../../shared/model/simplified';

/** GET /v1/search, `client.search` */
export const search: Operation = {
	option: {
		name: 'Search',
		value: 'search',
		action: 'Search chats and messages',
		description: 'Find chats by title, groups by participant, and messages by words, in one go',
		routing: { request: { method: 'GET', url: '/v1/search' } },
	},
	fields: [
		{
			displayName: 'Search Text',
			name: 'query',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. holiday',
			description:
				'Words to look for. Gives the first results of each kind; for all of them use Chat → Search or Message → Search.',
			routing: { send: { type: 'query', property: 'query' } },
		},
		simplify,
	],
	perform: searchAll,
};

interface Results {
	chats?: unknown;
	in_groups?: unknown;
	messages?: { items?: unknown; chats?: Record<string, IDataObject | undefined> };
}

async function searchAll(context: OperationContext): Promise<IDataObject> {
	if (!context.parameter('query', '').trim()) {
		throw context.inputError("'Search Text' is empty", 'Put in at least one word to look for.');
	}
	const { body } = await context.send();
	if (!context.parameter('simplify', true)) return body as IDataObject;
	const { chats, in_groups, messages } = (body as { results?: Results }).results ?? {};
	return {
		chats: objectsIn(chats).map(simplifiedChat),
		in_groups: objectsIn(in_groups).map(simplifiedChat),
		messages: objectsIn(messages?.items).map((message) =>
			simplifiedMessage(message, messages?.chats?.[String(message.chatID)]),
		),
	};
}
