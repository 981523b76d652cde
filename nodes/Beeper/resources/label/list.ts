import { returnAllOrLimit } from '../../../shared/fields/returnAll';
import { limited, listIn } from '../../../shared/operation/limited';
import type { Operation } from '../../../shared/operation/operation';

/** GET /v1/labels, `client.labels.list` of newer clients */
export const list: Operation = {
	option: {
		name: 'Get Many',
		value: 'list',
		action: 'Get many labels',
		description: 'List the labels that chats can carry, by name',
		routing: { request: { method: 'GET', url: '/v1/labels' } },
	},
	fields: [...returnAllOrLimit],
	perform: async (context) => limited(context, listIn(context, (await context.send()).body)),
};
