import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';
import { accountOnWire } from '../../state/present.mts';

/** GET /v1/accounts: a bare array. */
export const list = route({
	endpoint: 'GET /v1/accounts',
	handle: (_call, inside) =>
		json(inside.world.accounts.map((account) => accountOnWire(inside, account))),
});
