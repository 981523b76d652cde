import { returnAllOrLimit } from '../../../shared/fields/returnAll';
import { limited, listIn } from '../../../shared/operation/limited';
import type { Operation } from '../../../shared/operation/operation';
import { bridgeID } from '../../fields/bridgeID';

/** GET /v1/bridges/{bridgeID}/login-flows, `client.bridges.loginFlows.list` of newer clients; each item also has `bridgeID`. */
export const listLoginFlows: Operation = {
	option: {
		name: 'Get Login Flows',
		value: 'listLoginFlows',
		action: 'Get bridge login flows',
		description: 'List the ways to sign in to a network, such as by QR code or phone number',
		routing: { request: { method: 'GET', url: '/v1/bridges/{bridgeID}/login-flows' } },
	},
	fields: [bridgeID, ...returnAllOrLimit],
	perform: async (context) => {
		const flows = limited(context, listIn(context, (await context.send()).body));
		return flows.map((flow) => ({
			bridgeID: context.parameter('bridgeID'),
			flowID: flow.id,
			...flow,
		}));
	},
};
