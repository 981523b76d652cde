import { session, trust } from '../../actions/setup.mts';
import { middle } from '../../generation.mts';
import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';
import { needInitialized, needRecoveryKey } from './recoveryKey.mts';

/** POST /v1/app/setup/verification/recovery-key: trusts this device by the key people noted. */
export const verifyRecoveryKey = route<{ recoveryKey: string }>({
	endpoint: 'POST /v1/app/setup/verification/recovery-key',
	since: middle,
	handle: ({ body }, inside) => {
		needInitialized(inside);
		needRecoveryKey(inside.setup.recoveryKey, body.recoveryKey, 'recoveryKey');
		trust(inside);
		return json(session(inside));
	},
});
