import { simplify } from '../../../shared/fields/simplify';
import type { Operation } from '../../../shared/operation/operation';
import { qrOptions } from '../../fields/qrFields';
import { verificationID } from '../../fields/verificationID';
import { verify } from '../../output/verification';

/**
 * POST /v1/app/setup/verifications/{verificationID}/sas/confirm,
 * `client.app.setup.verifications.sas.confirm` of newer clients
 */
export const confirmSas: Operation = {
	option: {
		name: 'Confirm Emojis',
		value: 'confirmSas',
		action: 'Confirm verification emojis',
		description: 'Confirm that both devices show the same emojis',
		routing: {
			request: { method: 'POST', url: '/v1/app/setup/verifications/{verificationID}/sas/confirm' },
		},
	},
	uncertain: 'The emojis may have been confirmed',
	fields: [verificationID, simplify, qrOptions],
	perform: verify,
};
