import { newest } from '../../generation.mts';
import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';
import { accountOf } from '../../state/chats.mts';
import { accountOnWire } from '../../state/present.mts';

/** GET /v1/accounts/{accountID}: newest apps only. */
export const retrieve = route({
	endpoint: 'GET /v1/accounts/{accountID}',
	since: newest,
	handle: ({ params }, inside) =>
		json(accountOnWire(inside, accountOf(inside.world, params.accountID))),
});
