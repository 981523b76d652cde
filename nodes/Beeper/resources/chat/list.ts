import type { IDataObject } from 'n8n-workflow';
import { accountIDs } from '../../fields/accountIDs';
import { returnAllOrLimit } from '../../../shared/fields/returnAll';
import { simplify } from '../../../shared/fields/simplify';
import type { OperationContext } from '../../../shared/operation/operationContext';
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

async function listChats(context: OperationContext): Promise<IDataObject[]> {
	const accounts = toList(context.request.qs?.accountIDs);
	const qs = accounts.length > 0 ? { accountIDs: accounts } : {};
	// No `limit`: up to 4.3.73 Beeper ignores it and gives 25 chats a page (docs/beeper-api.md §2).
	const chats = await allItems(context, { ...context.request, qs });
	return chats.map((chat) => ({ ...chatOutput(context, chat), ...preview(context, chat) }));
}

/** The text of the chat's last message, which only this route gives. Without "Simplify" the chat keeps it whole. */
function preview(context: OperationContext, { preview: message }: IDataObject): IDataObject {
	if (!context.parameter('simplify', true)) return {};
	const last = message ? simplifiedMessage(message as IDataObject) : undefined;
	return { preview: last?.plainText ?? null };
}
