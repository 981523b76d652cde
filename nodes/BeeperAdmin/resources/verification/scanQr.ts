import { simplify } from '../../../shared/fields/simplify';
import type { Operation } from '../../../shared/operation/operation';
import { qrOptions } from '../../fields/qrFields';
import { required } from '../../login/required';
import { verify } from '../../output/verification';

/** POST /v1/app/setup/verifications/qr/scan, `client.app.setup.verifications.qr.scan` of newer clients */
export const scanQr: Operation = {
	option: {
		name: 'Scan QR Code',
		value: 'scanQr',
		action: 'Scan verification code',
		description: 'Verify this Beeper with the QR code that the other device shows',
		routing: { request: { method: 'POST', url: '/v1/app/setup/verifications/qr/scan' } },
	},
	uncertain: 'The code may have been scanned',
	fields: [
		{
			displayName: 'QR Code Content',
			name: 'data',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. {{ $json.content }}',
			description: 'What is in the QR code, as a reader decodes it',
			routing: { send: { type: 'body', property: 'data' } },
		},
		simplify,
		qrOptions,
	],
	perform: async (context) => {
		required(context, 'data', 'QR Code Content', 'Decode the QR code first, and put that in.');
		return await verify(context);
	},
};
