import { simplify } from '../../../shared/fields/simplify';
import type { Operation } from '../../../shared/operation/operation';
import { qrOptions } from '../../fields/qrFields';
import { verificationID } from '../../fields/verificationID';
import { verify } from '../../output/verification';

/**
 * POST /v1/app/setup/verifications/{verificationID}/qr/confirm-scanned,
 * `client.app.setup.verifications.qr.confirmScanned` of newer clients
 */
export const confirmQrScan: Operation = {
	option: {
		name: 'Confirm QR Scan',
		value: 'confirmQrScan',
		action: 'Confirm verification scan',
		description: 'Confirm that the other device has scanned the QR code of this one',
		routing: {
			request: {
				method: 'POST',
				url: '/v1/app/setup/verifications/{verificationID}/qr/confirm-scanned',
			},
		},
	},
	uncertain: 'The scan may have been confirmed',
	fields: [verificationID, simplify, qrOptions],
	perform: verify,
};
