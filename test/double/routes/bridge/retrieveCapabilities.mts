import { middle } from '../../generation.mts';
import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';
import { bridgeOf } from '../../state/bridges.mts';

/** GET /v1/bridges/{bridgeID}/capabilities: snake_case, unlike the rest. */
export const retrieveCapabilities = route({
	endpoint: 'GET /v1/bridges/{bridgeID}/capabilities',
	since: middle,
	handle: ({ params }, { world }) => json(bridgeOf(world, params.bridgeID).capabilities),
});
