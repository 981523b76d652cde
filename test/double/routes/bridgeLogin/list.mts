import { middle } from '../../generation.mts';
import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';
import { bridgeOf, loginsOn } from '../../state/bridges.mts';

/** GET /v1/bridges/{bridgeID}/logins. */
export const list = route({
	endpoint: 'GET /v1/bridges/{bridgeID}/logins',
	since: middle,
	handle: ({ params }, { world }) =>
		json({ items: loginsOn(world, bridgeOf(world, params.bridgeID)) }),
});
