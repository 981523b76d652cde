import { session, trust } from '../../actions/setup.mts';
import { middle } from '../../generation.mts';
import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';
import { needRecoveryKey } from './recoveryKey.mts';

/** POST …/recovery-key/reset/confirm: from here on the new key is the one. */
export const confirmRecoveryKeyReset = route<{ recoveryKey: string }>({
	endpoint: 'POST /v1/app/setup/verification/recovery-key/reset/confirm',
	since: middle,
	handle: ({ body }, inside) => {
		const { setup } = inside;
		needRecoveryKey(setup.newRecoveryKey, body.recoveryKey, 'recoveryKey');
		setup.recoveryKey = setup.newRecoveryKey;
		setup.newRecoveryKey = null;
		trust(inside);
		return json(session(inside));
	},
});
