import { returnAllOrLimit } from '../../../shared/fields/returnAll';
import { simplify } from '../../../shared/fields/simplify';
import { limited, listIn } from '../../../shared/operation/limited';
import type { Operation } from '../../../shared/operation/operation';
import { AFTER_4_2_808 } from '../../../shared/api/version';
import { simplifiedBridge } from '../../output/simplified';

/** GET /v1/bridges, `client.bridges.list` */
export const list: Operation = {
	option: {
		name: 'Get Many',
		value: 'list',
		action: 'Get many bridges',
		description: 'List the networks that can be connected, with the accounts that are',
		routing: { request: { method: 'GET', url: '/v1/bridges' } },
	},
	since: AFTER_4_2_808,
	fields: [...returnAllOrLimit, simplify],
	perform: async (call) => {
		const bridges = limited(call, listIn(call, (await call.send()).body));
		return call.parameter('simplify', true) ? bridges.map(simplifiedBridge) : bridges;
	},
};
