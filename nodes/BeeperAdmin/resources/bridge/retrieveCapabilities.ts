import type { Operation } from '../../../shared/operation/operation';
import { bridgeID } from '../../fields/bridgeID';

/** GET /v1/bridges/{bridgeID}/capabilities, `client.bridges.retrieveCapabilities` of newer clients */
export const retrieveCapabilities: Operation = {
	option: {
		name: 'Get Capabilities',
		value: 'retrieveCapabilities',
		action: 'Get bridge capabilities',
		description: 'Get what a network allows: which groups can be created, how people are found',
		routing: { request: { method: 'GET', url: '/v1/bridges/{bridgeID}/capabilities' } },
	},
	fields: [bridgeID],
};
