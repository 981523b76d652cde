import type { IDataObject } from 'n8n-workflow';
import type { OperationContext } from '../../../shared/operation/operationContext';
import type { Operation } from '../../../shared/operation/operation';
import { setupRequestID } from '../../fields/setupRequestID';
import { redactSecrets } from '../../login/redactSecrets';
import { inTodaysWords } from '../../olderRoutes/olderName';
import { required } from '../../login/required';
import { sendByName } from '../../olderRoutes/sendByName';

/** POST /v1/app/setup/register, `client.app.setup.register` of newer clients; needs no token */
export const register: Operation = {
	option: {
		name: 'Register',
		value: 'register',
		action: 'Register account',
		description: "Create a Beeper account where 'Submit Code' says that it is required",
		routing: { request: { method: 'POST', url: '/v1/app/setup/register' } },
	},
	uncertain: 'The account may have been created',
	fields: [
		setupRequestID,
		{
			displayName: 'Lead Token',
			name: 'leadToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. {{ $json.leadToken }}',
			description: "The registration token, as 'Submit Code' gives it",
			routing: { send: { type: 'body', property: 'leadToken' } },
		},
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. {{ $json.usernameSuggestions[0] }}',
			description: "The name of the new account; 'Submit Code' suggests some",
			routing: { send: { type: 'body', property: 'username' } },
		},
		{
			displayName: 'Accept Terms',
			name: 'acceptTerms',
			type: 'boolean',
			required: true,
			default: false,
			description: "Whether you accept Beeper's Terms of Use and acknowledge its Privacy Policy",
			routing: { send: { type: 'body', property: 'acceptTerms' } },
		},
	],
	perform: registerAccount,
};

async function registerAccount(context: OperationContext): Promise<IDataObject> {
	if (context.parameter<boolean>('acceptTerms', false) !== true) {
		throw context.inputError(
			'The terms are not accepted',
			"Beeper creates an account only for whoever accepts its terms: read them, then switch 'Accept Terms' on.",
		);
	}
	const leadToken = required(context, 'leadToken', 'Lead Token', "'Submit Code' gives it.");
	const body = {
		setupRequestID: required(context, 'setupRequestID', 'Setup Request ID', "'Start' gives it."),
		leadToken,
		username: required(context, 'username', 'Username', 'Put in a name for the account.'),
		acceptTerms: true,
	};
	return await redactSecrets([leadToken], async () =>
		inTodaysWords((await sendByName(context, { ...context.request, body })).body),
	);
}
