import { middle } from '../../generation.mts';
import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';
import { bridgeOnWire } from '../../state/bridges.mts';

/** GET /v1/bridges: what can be connected, with what is. */
export const list = route({
	endpoint: 'GET /v1/bridges',
	since: middle,
	handle: (_call, inside) =>
		json({ items: inside.world.bridges.map((bridge) => bridgeOnWire(inside, bridge)) }),
});
