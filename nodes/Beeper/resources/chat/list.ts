import type { IDataObject } from 'n8n-workflow';
import { accountIDs } from '../../fields/accountIDs';
import { returnAllOrLimit } from '../../../shared/fields/returnAll';
import { simplify } from '../../../shared/fields/simplify';
import type { Call } from '../../../shared/operation/operationContext';
import { chatOutput } from '../../../shared/operation/chatOutput';
import { toList } from '../../../shared/values/list';
import type { Operation } from '../../../shared/operation/operation';
import { allItems } from '../../../shared/operation/paginate';
import { simplifiedMessage } from '../../../shared/model/simplified';

/** GET /v1/chats, `client.chats.list` */
export const list: Operation = {
	option: {
		name: 'Get Many',
		value: 'list',
		action: 'Get many chats',
		description: 'List chats with their last message, last active first',
		routing: { request: { method: 'GET', url: '/v1/chats' } },
	},
	fields: [
		...returnAllOrLimit,
		simplify,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [accountIDs],
		},
	],
	perform: listChats,
};

async function listChats(call: Call): Promise<IDataObject[]> {
	const accounts = toList(call.request.qs?.accountIDs);
	const qs = accounts.length > 0 ? { accountIDs: accounts } : {};
	// No `limit`: released versions ignore or do not know it, and give 25 chats a page.
	const chats = await allItems(call, { ...call.request, qs });
	return chats.map((chat) => ({ ...chatOutput(call, chat), ...preview(call, chat) }));
}

/** The last message of a chat in this list, which only this route gives. */
function preview(call: Call, { preview: message }: IDataObject): IDataObject {
	if (!call.parameter('simplify', true)) return {};
	const last = message ? simplifiedMessage(message as IDataObject) : undefined;
	return { preview: last?.plainText ?? null };
}
