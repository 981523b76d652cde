import { middle } from '../../generation.mts';
import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';
import { bridgeOf } from '../../state/bridges.mts';

/** GET /v1/bridges/{bridgeID}/login-flows. */
export const listLoginFlows = route({
	endpoint: 'GET /v1/bridges/{bridgeID}/login-flows',
	since: middle,
	handle: ({ params }, { world }) => {
		const { flows } = bridgeOf(world, params.bridgeID);
		return json({ items: flows.map(({ id, name, description }) => ({ id, name, description })) });
	},
});
