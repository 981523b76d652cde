import { simplify } from '../../../Beeper/fields/simplify';
import type { Operation } from '../../../Beeper/shared/operation';
import { AFTER_4_2_808 } from '../../../Beeper/shared/version';
import { qrOptions } from '../../fields/qrFields';
import { verificationID } from '../../fields/verificationID';
import { verify } from '../../shared/verification';

/** GET /v1/app/setup/verifications/{verificationID}, `client.app.setup.verifications.retrieve` */
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
	since: AFTER_4_2_808,
	fields: [verificationID, simplify, qrOptions],
	perform: verify,
};
