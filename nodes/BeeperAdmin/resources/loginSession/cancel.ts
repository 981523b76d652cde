import type { Operation } from '../../../shared/operation/operation';
import { bridgeID } from '../../fields/bridgeID';
import { loginSessionID } from '../../fields/loginSessionID';

/**
 * DELETE /v1/bridges/{bridgeID}/login-sessions/{loginSessionID},
 * `client.bridges.loginSessions.cancel` of newer clients
 */
export const cancel: Operation = {
	option: {
		name: 'Cancel',
		value: 'cancel',
		action: 'Cancel login session',
		description: 'Give up a sign-in to a network that is under way',
		routing: {
			request: { method: 'DELETE', url: '/v1/bridges/{bridgeID}/login-sessions/{loginSessionID}' },
		},
	},
	uncertain: 'The login session may have been cancelled',
	fields: [bridgeID, loginSessionID],
};
