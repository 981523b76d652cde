import { simplify } from '../../../shared/fields/simplify';
import type { Operation } from '../../../shared/operation/operation';
import { qrOptions } from '../../fields/qrFields';
import { verificationID } from '../../fields/verificationID';
import { verify } from '../../output/verification';

/** GET /v1/app/setup/verifications/{verificationID}, `client.app.setup.verifications.retrieve` of newer clients */
export const retrieve: Operation = {
	option: {
		name: 'Get',
		value: 'retrieve',
		action: 'Get verification',
		description: 'Get how far a verification with another device is',
		routing: {
			request: { method: 'GET', url: '/v1/app/setup/verifications/{verificationID}' },
		},
	},
	fields: [verificationID, simplify, qrOptions],
	perform: verify,
};
