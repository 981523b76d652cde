import { middle } from '../../generation.mts';
import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';
import { setupRequestID } from '../../state/ids.mts';
import { needSignedOut } from './request.mts';

/** POST /v1/app/setup/start: public. */
export const start = route({
	endpoint: 'POST /v1/app/setup/start',
	since: middle,
	handle: (_call, inside) => {
		needSignedOut(inside);
		const { generation, setup, world } = inside;
		const id = setupRequestID(world);
		setup.requests.set(id, {});
		return json({ [generation.setupRequestKey]: id, [generation.signInMethodsKey]: ['email'] });
	},
});
