import { simplify } from '../../../Beeper/fields/simplify';
import type { Operation } from '../../../Beeper/shared/operation';
import { AFTER_4_2_808 } from '../../../Beeper/shared/version';
import { recoveryKey } from '../../fields/recoveryKey';
import { discreet } from '../../shared/discreet';
import { required } from '../../shared/required';
import { sendByName } from '../../shared/sendByName';
import { stateAfter } from '../../shared/stateAfter';

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
