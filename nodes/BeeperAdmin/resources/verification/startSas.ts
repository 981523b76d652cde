import { simplify } from '../../../shared/fields/simplify';
import type { Operation } from '../../../shared/operation/operation';
import { qrOptions } from '../../fields/qrFields';
import { verificationID } from '../../fields/verificationID';
import { verify } from '../../output/verification';

/**
 * POST /v1/app/setup/verifications/{verificationID}/sas/start,
 * `client.app.setup.verifications.sas.start` of newer clients
 */
export const startSas: Operation = {
	option: {
		name: 'Start Emoji Comparison',
		value: 'startSas',
		action: 'Start verification emoji comparison',
		description: 'Get emojis that must be the same on both devices',
		routing: {
			request: { method: 'POST', url: '/v1/app/setup/verifications/{verificationID}/sas/start' },
		},
	},
	uncertain: 'The comparison may have been started',
	fields: [verificationID, simplify, qrOptions],
	perform: verify,
};
