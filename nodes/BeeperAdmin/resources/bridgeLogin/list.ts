import { returnAllOrLimit } from '../../../Beeper/fields/returnAll';
import { limited, listIn } from '../../../Beeper/shared/limited';
import type { Operation } from '../../../Beeper/shared/operation';
import { AFTER_4_2_808 } from '../../../Beeper/shared/version';
import { bridgeID } from '../../fields/bridgeID';
import { sendByName } from '../../shared/sendByName';

/** GET /v1/bridges/{bridgeID}/logins, `client.bridges.logins.list`; before that …/connections */
export const list: Operation = {
	option: {
		name: 'Get Many',
		value: 'list',
		action: 'Get many bridge logins',
		description: 'List who is signed in to a network, with state and accounts',
		routing: { request: { method: 'GET', url: '/v1/bridges/{bridgeID}/logins' } },
	},
	since: AFTER_4_2_808,
	fields: [bridgeID, ...returnAllOrLimit],
	perform: async (call) => limited(call, listIn(call, (await sendByName(call)).body)),
};
