import { simplify } from '../../../shared/fields/simplify';
import type { Operation } from '../../../shared/operation/operation';
import { recoveryKey } from '../../fields/recoveryKey';
import { redactSecrets } from '../../login/redactSecrets';
import { required } from '../../login/required';
import { sendByName } from '../../olderRoutes/sendByName';
import { stateAfter } from '../../output/stateAfter';

/**
 * POST /v1/app/setup/verification/recovery-key/reset/confirm,
 * `client.app.setup.verification.recoveryKey.reset.confirm` of newer clients
 */
export const confirmRecoveryKeyReset: Operation = {
	option: {
		name: 'Confirm Recovery Key',
		value: 'confirmRecoveryKeyReset',
		action: 'Confirm recovery key',
		description:
			"Make the key that 'Create Recovery Key' gave the one that counts, once it is noted",
		routing: {
			request: { method: 'POST', url: '/v1/app/setup/verification/recovery-key/reset/confirm' },
		},
	},
	uncertain: 'The new recovery key may have been confirmed',
	fields: [
		{ ...recoveryKey, description: "The new key, as 'Create Recovery Key' gave it" },
		simplify,
	],
	perform: async (context) => {
		const key = required(context, 'recoveryKey', 'Recovery Key', "'Create Recovery Key' gives it.");
		return await redactSecrets([key], async () => {
			const response = await sendByName(context, {
				...context.request,
				body: { recoveryKey: key },
			});
			return stateAfter(context, response.body);
		});
	},
};
