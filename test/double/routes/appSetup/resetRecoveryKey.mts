import { newRecoveryKey, session } from '../../actions/setup.mts';
import { middle } from '../../generation.mts';
import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';
import { needInitialized, needRecoveryKey } from './recoveryKey.mts';

/** POST …/recovery-key/reset: a new key, to be noted and then confirmed. */
export const resetRecoveryKey = route<{ existingRecoveryKey?: string }>({
	endpoint: 'POST /v1/app/setup/verification/recovery-key/reset',
	since: middle,
	handle: ({ body: { existingRecoveryKey } }, inside) => {
		needInitialized(inside);
		if (existingRecoveryKey !== undefined) {
			needRecoveryKey(inside.setup.recoveryKey, existingRecoveryKey, 'existingRecoveryKey');
		}
		const recoveryKey = newRecoveryKey(inside);
		return json({ recoveryKey, ...session(inside) });
	},
});
