import { returnAllOrLimit } from '../../../shared/fields/returnAll';
import { simplify } from '../../../shared/fields/simplify';
import { limited, listIn } from '../../../shared/operation/limited';
import type { Operation } from '../../../shared/operation/operation';
import { simplifiedBridge } from '../../output/simplified';

/** GET /v1/bridges, `client.bridges.list` of newer clients */
export const list: Operation = {
	option: {
		name: 'Get Many',
		value: 'list',
		action: 'Get many bridges',
		description: 'List the networks that can be connected, with the accounts that are',
		routing: { request: { method: 'GET', url: '/v1/bridges' } },
	},
	fields: [...returnAllOrLimit, simplify],
	perform: async (context) => {
		const bridges = limited(context, listIn(context, (await context.send()).body));
		return context.parameter('simplify', true) ? bridges.map(simplifiedBridge) : bridges;
	},
};
