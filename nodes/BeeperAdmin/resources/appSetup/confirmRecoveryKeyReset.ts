import { simplify } from '../../../shared/fields/simplify';
import type { Operation } from '../../../shared/operation/operation';
import { AFTER_4_2_808 } from '../../../shared/api/version';
import { recoveryKey } from '../../fields/recoveryKey';
import { discreet } from '../../login/redactSecrets';
import { required } from '../../login/required';
import { sendByName } from '../../olderRoutes/sendByName';
import { stateAfter } from '../../output/stateAfter';

/** POST /v1/app/setup/verification/recovery-key/reset/confirm, `client.app.setup.verification.recoveryKey.reset.confirm` */
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
	since: AFTER_4_2_808,
	uncertain: 'The new recovery key may have been confirmed',
	fields: [
		{ ...recoveryKey, description: "The new key, as 'Create Recovery Key' gave it" },
		simplify,
	],
	perform: async (call) => {
		const key = required(call, 'recoveryKey', 'Recovery Key', "'Create Recovery Key' gives it.");
		return await discreet([key], async () => {
			const answer = await sendByName(call, { ...call.request, body: { recoveryKey: key } });
			return stateAfter(call, answer.body);
		});
	},
};
