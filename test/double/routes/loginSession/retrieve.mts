import { middle } from '../../generation.mts';
import { route } from '../../http/route.mts';
import { loginSessionOf } from '../../state/loginSessions.mts';
import { shown } from './shown.mts';

/** GET /v1/bridges/{bridgeID}/login-sessions/{loginSessionID}: ended ones, too. */
export const retrieve = route({
	endpoint: 'GET /v1/bridges/{bridgeID}/login-sessions/{loginSessionID}',
	since: middle,
	handle: ({ params }, inside) =>
		shown(inside, loginSessionOf(inside.world, params.bridgeID, params.loginSessionID)),
});
