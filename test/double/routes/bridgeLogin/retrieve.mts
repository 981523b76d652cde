import { middle } from '../../generation.mts';
import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';
import { bridgeOf, loginOf } from '../../state/bridges.mts';

/** GET /v1/bridges/{bridgeID}/logins/{loginID}. */
export const retrieve = route({
	endpoint: 'GET /v1/bridges/{bridgeID}/logins/{loginID}',
	since: middle,
	handle: ({ params }, { world }) =>
		json(loginOf(world, bridgeOf(world, params.bridgeID), params.loginID)),
});
