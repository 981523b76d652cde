import { simplify } from '../../../shared/fields/simplify';
import type { Operation } from '../../../shared/operation/operation';
import { verificationID } from '../../fields/verificationID';
import { verify } from '../../output/verification';

/**
 * POST /v1/app/setup/verifications/{verificationID}/cancel,
 * `client.app.setup.verifications.cancel` of newer clients
 */
export const cancel: Operation = {
	option: {
		name: 'Cancel',
		value: 'cancel',
		action: 'Cancel verification',
		description: 'Refuse a verification with another device, or give it up',
		routing: {
			request: { method: 'POST', url: '/v1/app/setup/verifications/{verificationID}/cancel' },
		},
	},
	uncertain: 'The verification may have been cancelled',
	fields: [
		verificationID,
		simplify,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'Code',
					name: 'code',
					type: 'string',
					default: '',
					placeholder: 'e.g. m.user',
					description: 'The reason in the words of Matrix, for the other device',
					routing: { send: { type: 'body', property: 'code' } },
				},
				{
					displayName: 'Reason',
					name: 'reason',
					type: 'string',
					default: '',
					placeholder: 'e.g. I did not ask for this',
					description: 'The reason in words that a person reads',
					routing: { send: { type: 'body', property: 'reason' } },
				},
			],
		},
	],
	perform: verify,
};
