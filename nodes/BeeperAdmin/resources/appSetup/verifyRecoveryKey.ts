import { simplify } from '../../../shared/fields/simplify';
import type { Operation } from '../../../shared/operation/operation';
import { AFTER_4_2_808 } from '../../../shared/api/version';
import { recoveryKey } from '../../fields/recoveryKey';
import { discreet } from '../../login/redactSecrets';
import { required } from '../../login/required';
import { sendByName } from '../../olderRoutes/sendByName';
import { stateAfter } from '../../output/stateAfter';

/** POST /v1/app/setup/verification/recovery-key, `client.app.setup.verification.recoveryKey.verify` */
export const verifyRecoveryKey: Operation = {
	option: {
		name: 'Verify with Recovery Key',
		value: 'verifyRecoveryKey',
		action: 'Verify recovery key',
		description: 'Unlock encrypted messages with the recovery key that was noted earlier',
		routing: { request: { method: 'POST', url: '/v1/app/setup/verification/recovery-key' } },
	},
	since: AFTER_4_2_808,
	uncertain: 'The recovery key may have been verified',
	fields: [recoveryKey, simplify],
	perform: async (call) => {
		const key = required(call, 'recoveryKey', 'Recovery Key', 'Put in the key that was noted.');
		return await discreet([key], async () => {
			const answer = await sendByName(call, { ...call.request, body: { recoveryKey: key } });
			return stateAfter(call, answer.body);
		});
	},
};
