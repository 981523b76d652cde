import { cancel as cancelLogin } from '../../actions/login.mts';
import { middle } from '../../generation.mts';
import { json } from '../../http/answer.mts';
import { unprocessable } from '../../http/refusal.mts';
import { route } from '../../http/route.mts';
import { loginSessionOf } from '../../state/loginSessions.mts';

/** DELETE /v1/bridges/{bridgeID}/login-sessions/{loginSessionID}: a second time does nothing. */
export const cancel = route({
	endpoint: 'DELETE /v1/bridges/{bridgeID}/login-sessions/{loginSessionID}',
	since: middle,
	handle: ({ params }, inside) => {
		const record = loginSessionOf(inside.world, params.bridgeID, params.loginSessionID);
		if (record.status === 'complete' || record.status === 'failed') {
			throw unprocessable(`The login session is ${record.status}`);
		}
		cancelLogin(inside, record);
		return json({ bridgeID: record.bridge.id, loginSessionID: record.id, status: record.status });
	},
});
