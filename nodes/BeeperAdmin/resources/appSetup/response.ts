import type { Operation } from '../../../shared/operation/operation';
import { setupRequestID } from '../../fields/setupRequestID';
import { redactSecrets } from '../../login/redactSecrets';
import { inTodaysWords } from '../../olderRoutes/olderName';
import { required } from '../../login/required';
import { sendByName } from '../../olderRoutes/sendByName';

/**
 * POST /v1/app/setup/response, `client.app.setup.response` of newer clients; needs no token. Gives `matrix` with the
 * access token and `session` or, if there is no account yet, `registrationRequired` and a `leadToken`.
 */
export const response: Operation = {
	option: {
		name: 'Submit Code',
		value: 'response',
		action: 'Submit app setup code',
		description:
			'Sign in with the code from the email; gives an access token, or asks to create an account',
		routing: { request: { method: 'POST', url: '/v1/app/setup/response' } },
	},
	uncertain: 'The sign-in may have been completed',
	fields: [
		setupRequestID,
		{
			displayName: 'Code',
			name: 'response',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. 123456',
			description: 'The sign-in code from the email',
			routing: { send: { type: 'body', property: 'response' } },
		},
	],
	perform: async (context) => {
		const code = required(context, 'response', 'Code', 'It is in the email that Beeper sent.');
		const body = {
			setupRequestID: required(context, 'setupRequestID', 'Setup Request ID', "'Start' gives it."),
			response: code,
		};
		return await redactSecrets([code], async () => {
			const response = await sendByName(context, { ...context.request, body });
			return { registrationRequired: false, ...inTodaysWords(response.body) };
		});
	},
};
