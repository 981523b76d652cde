import { middle } from '../../generation.mts';
import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';
import { isActive, verificationOnWire } from '../../state/verifications.mts';

/** GET /v1/app/setup/verifications: those under way. */
export const list = route({
	endpoint: 'GET /v1/app/setup/verifications',
	since: middle,
	handle: (_call, { setup }) => {
		const active = [...setup.verifications.values()].filter(isActive);
		return json({ items: active.map(verificationOnWire) });
	},
});
