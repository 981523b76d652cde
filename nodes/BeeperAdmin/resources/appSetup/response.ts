import type { Operation } from '../../../shared/operation/operation';
import { AFTER_4_2_808 } from '../../../shared/api/version';
import { setupRequestID } from '../../fields/setupRequestID';
import { discreet } from '../../login/redactSecrets';
import { inTodaysWords } from '../../olderRoutes/olderName';
import { required } from '../../login/required';
import { sendByName } from '../../olderRoutes/sendByName';

/**
 * POST /v1/app/setup/response, `client.app.setup.response`; needs no token. Gives `matrix` with its access
 * token and `session`, or, where the account is yet to be created, `registrationRequired` and a `leadToken`.
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
	since: AFTER_4_2_808,
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
	perform: async (call) => {
		const code = required(call, 'response', 'Code', 'It is in the email that Beeper sent.');
		const body = {
			setupRequestID: required(call, 'setupRequestID', 'Setup Request ID', "'Start' gives it."),
			response: code,
		};
		return await discreet([code], async () => {
			const answer = await sendByName(call, { ...call.request, body });
			return { registrationRequired: false, ...inTodaysWords(answer.body) };
		});
	},
};
