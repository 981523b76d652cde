import { middle } from '../../generation.mts';
import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';
import { appState } from '../../state/verifications.mts';

/** GET /v1/app/setup: public while nobody is signed in. */
export const retrieve = route({
	endpoint: 'GET /v1/app/setup',
	since: middle,
	handle: (_call, inside) => json(appState(inside)),
});
