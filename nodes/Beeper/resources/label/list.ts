import { returnAllOrLimit } from '../../../shared/fields/returnAll';
import { limited, listIn } from '../../../shared/operation/limited';
import type { Operation } from '../../../shared/operation/operation';
import { AFTER_4_2_808 } from '../../../shared/api/version';

/** GET /v1/labels, `client.labels.list` */
export const list: Operation = {
	option: {
		name: 'Get Many',
		value: 'list',
		action: 'Get many labels',
		description: 'List the labels that chats can carry, by name',
		routing: { request: { method: 'GET', url: '/v1/labels' } },
	},
	since: AFTER_4_2_808,
	fields: [...returnAllOrLimit],
	perform: async (call) => limited(call, listIn(call, (await call.send()).body)),
};
