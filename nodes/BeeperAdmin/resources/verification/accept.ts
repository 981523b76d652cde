import { simplify } from '../../../shared/fields/simplify';
import type { Operation } from '../../../shared/operation/operation';
import { qrOptions } from '../../fields/qrFields';
import { verificationID } from '../../fields/verificationID';
import { verify } from '../../output/verification';

/**
 * POST /v1/app/setup/verifications/{verificationID}/accept,
 * `client.app.setup.verifications.accept` of newer clients
 */
export const accept: Operation = {
	option: {
		name: 'Accept',
		value: 'accept',
		action: 'Accept verification',
		description: 'Say yes to a verification that another device asked for',
		routing: {
			request: { method: 'POST', url: '/v1/app/setup/verifications/{verificationID}/accept' },
		},
	},
	uncertain: 'The verification may have been accepted',
	fields: [verificationID, simplify, qrOptions],
	perform: verify,
};
