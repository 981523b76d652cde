import { simplify } from '../../../shared/fields/simplify';
import type { Operation } from '../../../shared/operation/operation';
import { recoveryKey } from '../../fields/recoveryKey';
import { redactSecrets } from '../../login/redactSecrets';
import { required } from '../../login/required';
import { sendByName } from '../../olderRoutes/sendByName';
import { stateAfter } from '../../output/stateAfter';

/** POST /v1/app/setup/verification/recovery-key, `client.app.setup.verification.recoveryKey.verify` of newer clients */
export const verifyRecoveryKey: Operation = {
	option: {
		name: 'Verify with Recovery Key',
		value: 'verifyRecoveryKey',
		action: 'Verify recovery key',
		description: 'Unlock encrypted messages with the recovery key that was noted earlier',
		routing: { request: { method: 'POST', url: '/v1/app/setup/verification/recovery-key' } },
	},
	uncertain: 'The recovery key may have been verified',
	fields: [recoveryKey, simplify],
	perform: async (context) => {
		const key = required(context, 'recoveryKey', 'Recovery Key', 'Put in the key that was noted.');
		return await redactSecrets([key], async () => {
			const response = await sendByName(context, {
				...context.request,
				body: { recoveryKey: key },
			});
			return stateAfter(context, response.body);
		});
	},
};
