import { simplify } from '../../../shared/fields/simplify';
import type { Operation } from '../../../shared/operation/operation';
import { pictureFormat, qrField } from '../../fields/qrFields';
import { verify } from '../../output/verification';

/** POST /v1/app/setup/verifications, `client.app.setup.verifications.create` of newer clients */
export const start: Operation = {
	option: {
		name: 'Start',
		value: 'start',
		action: 'Start verification',
		description: 'Ask another signed-in device to verify this Beeper',
		routing: { request: { method: 'POST', url: '/v1/app/setup/verifications' } },
	},
	uncertain: 'The verification may have been started',
	fields: [
		simplify,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				pictureFormat,
				{
					displayName: 'Purpose',
					name: 'purpose',
					type: 'options',
					default: 'login',
					description: 'Why to verify',
					options: [
						{ name: 'Device', value: 'device', description: 'To trust another device' },
						{ name: 'Login', value: 'login', description: 'To finish signing in to this Beeper' },
					],
					routing: { send: { type: 'body', property: 'purpose' } },
				},
				qrField,
				{
					displayName: 'User ID',
					name: 'userID',
					type: 'string',
					default: '',
					placeholder: 'e.g. @alice:beeper.com',
					description: 'Whose device it is, if not your own',
					routing: { send: { type: 'body', property: 'userID' } },
				},
			],
		},
	],
	perform: verify,
};
