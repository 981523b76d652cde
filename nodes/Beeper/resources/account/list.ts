import { returnAllOrLimit } from '../../../shared/fields/returnAll';
import { limited, listIn } from '../../../shared/operation/limited';
import type { Operation } from '../../../shared/operation/operation';

/** GET /v1/accounts, `client.accounts.list` */
export const list: Operation = {
	option: {
		name: 'Get Many',
		value: 'list',
		action: 'Get many accounts',
		description: 'List the accounts that are connected to Beeper, one per network and login',
		routing: { request: { method: 'GET', url: '/v1/accounts' } },
	},
	fields: [...returnAllOrLimit],
	perform: async (context) => limited(context, listIn(context, (await context.send()).body)),
};
