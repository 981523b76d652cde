import { middle } from '../../generation.mts';
import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';
import { bridgeOf, bridgeOnWire } from '../../state/bridges.mts';

/** GET /v1/bridges/{bridgeID}. */
export const retrieve = route({
	endpoint: 'GET /v1/bridges/{bridgeID}',
	since: middle,
	handle: ({ params }, inside) =>
		json(bridgeOnWire(inside, bridgeOf(inside.world, params.bridgeID))),
});
