import type { Operation } from '../../../shared/operation/operation';
import { setupRequestID } from '../../fields/setupRequestID';
import { required } from '../../login/required';
import { sendByName } from '../../olderRoutes/sendByName';

/** POST /v1/app/setup/email, `client.app.setup.email` of newer clients; needs no token, the response is empty */
export const email: Operation = {
	option: {
		name: 'Send Code',
		value: 'email',
		action: 'Send app setup code',
		description: 'Have Beeper send a sign-in code by email; no access token needed',
		routing: { request: { method: 'POST', url: '/v1/app/setup/email' } },
	},
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
	perform: async (context) => {
		const body = {
			setupRequestID: required(context, 'setupRequestID', 'Setup Request ID', "'Start' gives it."),
			email: required(context, 'email', 'Email', 'Put in the address of the Beeper account.'),
		};
		await sendByName(context, { ...context.request, body });
		return { success: true, ...body };
	},
};
