import { middle } from '../../generation.mts';
import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';
import { accountOf } from '../../state/chats.mts';
import { accountOnWire } from '../../state/present.mts';

/** GET /v1/accounts/{accountID}: newer than 4.2.808. */
export const retrieve = route({
	endpoint: 'GET /v1/accounts/{accountID}',
	since: middle,
	handle: ({ params }, inside) =>
		json(accountOnWire(inside, accountOf(inside.world, params.accountID))),
});
