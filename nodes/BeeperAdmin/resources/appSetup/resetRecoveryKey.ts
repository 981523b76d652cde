import { simplify } from '../../../shared/fields/simplify';
import type { Operation } from '../../../shared/operation/operation';
import { recoveryKey } from '../../fields/recoveryKey';
import { redactSecrets } from '../../login/redactSecrets';
import { sendByName } from '../../olderRoutes/sendByName';
import { stateAfter } from '../../output/stateAfter';

/**
 * POST /v1/app/setup/verification/recovery-key/reset,
 * `client.app.setup.verification.recoveryKey.reset.create` of newer clients
 */
export const resetRecoveryKey: Operation = {
	option: {
		name: 'Create Recovery Key',
		value: 'resetRecoveryKey',
		action: 'Create recovery key',
		description:
			"Create a new recovery key; it counts only after 'Confirm Recovery Key', so note it first",
		routing: { request: { method: 'POST', url: '/v1/app/setup/verification/recovery-key/reset' } },
	},
	uncertain: 'A new recovery key may have been created',
	fields: [
		simplify,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					...recoveryKey,
					displayName: 'Existing Recovery Key',
					name: 'existingRecoveryKey',
					required: undefined,
					description: 'The key that counts until now, if there is one and it is known',
					routing: { send: { type: 'body', property: 'existingRecoveryKey' } },
				},
			],
		},
	],
	perform: async (context) =>
		await redactSecrets([context.parameter('options.existingRecoveryKey', '')], async () =>
			stateAfter(context, (await sendByName(context)).body),
		),
};
