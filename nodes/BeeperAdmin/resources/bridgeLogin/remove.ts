import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../../shared/operation/operation';
import { bridgeID } from '../../fields/bridgeID';
import { loginID } from '../../fields/loginID';
import { sendByName } from '../../olderRoutes/sendByName';

/** POST /v1/bridges/{bridgeID}/logins/{loginID}/remove, `client.bridges.logins.remove` of newer clients */
export const remove: Operation = {
	option: {
		name: 'Remove',
		value: 'remove',
		action: 'Remove bridge login',
		description: 'Sign out of a network, on this device only or everywhere',
		routing: {
			request: { method: 'POST', url: '/v1/bridges/{bridgeID}/logins/{loginID}/remove' },
		},
	},
	uncertain: 'The login may have been removed',
	fields: [
		bridgeID,
		loginID,
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'options',
			default: 'current-device',
			description: "Where to sign out; the login's removeScopes says what its network allows",
			options: [
				{
					name: 'All Devices',
					value: 'all-devices',
					description: 'Everywhere this login is used with Beeper',
				},
				{ name: 'Current Device', value: 'current-device', description: 'Only in this Beeper' },
			],
			routing: { send: { type: 'body', property: 'scope' } },
		},
	],
	perform: async (context) => (await sendByName(context)).body as IDataObject,
};
