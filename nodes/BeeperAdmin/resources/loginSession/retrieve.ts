import { simplify } from '../../../shared/fields/simplify';
import type { Operation } from '../../../shared/operation/operation';
import { bridgeID } from '../../fields/bridgeID';
import { loginSessionID } from '../../fields/loginSessionID';
import { qrOptions } from '../../fields/qrFields';
import { sessionOutput, type LoginSession } from '../../output/loginSession';

/**
 * GET /v1/bridges/{bridgeID}/login-sessions/{loginSessionID},
 * `client.bridges.loginSessions.retrieve` of newer clients
 */
export const retrieve: Operation = {
	option: {
		name: 'Get',
		value: 'retrieve',
		action: 'Get login session',
		description: 'Get how far a sign-in to a network is, with its current step',
		routing: {
			request: { method: 'GET', url: '/v1/bridges/{bridgeID}/login-sessions/{loginSessionID}' },
		},
	},
	fields: [bridgeID, loginSessionID, simplify, qrOptions],
	perform: async (context) =>
		await sessionOutput(context, (await context.send()).body as LoginSession),
};
