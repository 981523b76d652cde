import { accountID } from '../../../shared/fields/accountID';
import { simplify } from '../../../shared/fields/simplify';
import type { Operation } from '../../../shared/operation/operation';
import { bridgeID } from '../../fields/bridgeID';
import { loginID } from '../../fields/loginID';
import { pictureFormat, qrField } from '../../fields/qrFields';
import { refuseFailed, sessionOutput, type LoginSession } from '../../output/loginSession';

/** POST /v1/bridges/{bridgeID}/login-sessions, `client.bridges.loginSessions.create` of newer clients */
export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create login session',
		description:
			'Begin to sign in to a network; gives its first step, for example a QR code to scan',
		routing: { request: { method: 'POST', url: '/v1/bridges/{bridgeID}/login-sessions' } },
	},
	uncertain: 'The login session may have been created',
	fields: [
		bridgeID,
		simplify,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'Login Flow',
					name: 'flowID',
					type: 'resourceLocator',
					default: { mode: 'list', value: '' },
					description: "The way to sign in; without it the network's usual one",
					modes: [
						{
							displayName: 'From List',
							name: 'list',
							type: 'list',
							placeholder: 'Choose a login flow…',
							typeOptions: { searchListMethod: 'getLoginFlows', searchable: true },
						},
						{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. qr' },
					],
					routing: { send: { type: 'body', property: 'flowID' } },
				},
				pictureFormat,
				qrField,
				{
					...accountID,
					displayName: 'Reconnect Account',
					required: undefined,
					description: 'The account to sign in again, instead of adding one',
					modes: accountID.modes?.map((mode) =>
						mode.name === 'list'
							? {
									...mode,
									typeOptions: { searchListMethod: 'getBridgeAccounts', searchable: true },
								}
							: mode,
					),
					routing: { send: { type: 'body', property: 'accountID' } },
				},
				{
					...loginID,
					displayName: 'Reconnect Login',
					required: undefined,
					description: 'The login to sign in again, instead of adding one',
					routing: { send: { type: 'body', property: 'loginID' } },
				},
			],
		},
	],
	perform: async (context) => {
		const session = (await context.send()).body as LoginSession;
		return await sessionOutput(context, refuseFailed(context, session));
	},
};
