import { returnAllOrLimit } from '../../../shared/fields/returnAll';
import { limited, listIn } from '../../../shared/operation/limited';
import type { Operation } from '../../../shared/operation/operation';
import { bridgeID } from '../../fields/bridgeID';
import { sendByName } from '../../olderRoutes/sendByName';

/** GET /v1/bridges/{bridgeID}/logins, `client.bridges.logins.list` of newer clients; older name …/connections */
export const list: Operation = {
	option: {
		name: 'Get Many',
		value: 'list',
		action: 'Get many bridge logins',
		description: 'List who is signed in to a network, with state and accounts',
		routing: { request: { method: 'GET', url: '/v1/bridges/{bridgeID}/logins' } },
	},
	fields: [bridgeID, ...returnAllOrLimit],
	perform: async (context) => limited(context, listIn(context, (await sendByName(context)).body)),
};
