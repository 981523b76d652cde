import type { Operation } from '../../../shared/operation/operation';
import { AFTER_4_2_808 } from '../../../shared/api/version';
import { setupRequestID } from '../../fields/setupRequestID';
import { required } from '../../login/required';
import { sendByName } from '../../olderRoutes/sendByName';

/** POST /v1/app/setup/email, `client.app.setup.email`; needs no token, answers with nothing */
export const email: Operation = {
	option: {
		name: 'Send Code',
		value: 'email',
		action: 'Send app setup code',
		description: 'Have Beeper send a sign-in code by email; no access token needed',
		routing: { request: { method: 'POST', url: '/v1/app/setup/email' } },
	},
	since: AFTER_4_2_808,
	uncertain: 'The code may have been sent',
	fields: [
		setupRequestID,
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'name@email.com',
			description: 'The address of the Beeper account, or of the one to create',
			routing: { send: { type: 'body', property: 'email' } },
		},
	],
	perform: async (call) => {
		const body = {
			setupRequestID: required(call, 'setupRequestID', 'Setup Request ID', "'Start' gives it."),
			email: required(call, 'email', 'Email', 'Put in the address of the Beeper account.'),
		};
		await sendByName(call, { ...call.request, body });
		return { success: true, ...body };
	},
};
