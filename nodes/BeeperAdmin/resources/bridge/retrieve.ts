import type { IDataObject } from 'n8n-workflow';
import { simplify } from '../../../shared/fields/simplify';
import type { Operation } from '../../../shared/operation/operation';
import { bridgeID } from '../../fields/bridgeID';
import { simplifiedBridge } from '../../output/simplified';

/** GET /v1/bridges/{bridgeID}, `client.bridges.retrieve` of newer clients */
export const retrieve: Operation = {
	option: {
		name: 'Get',
		value: 'retrieve',
		action: 'Get bridge',
		description: 'Get one network that can be connected, with its state and accounts',
		routing: { request: { method: 'GET', url: '/v1/bridges/{bridgeID}' } },
	},
	fields: [bridgeID, simplify],
	perform: async (context) => {
		const bridge = (await context.send()).body as IDataObject;
		return context.parameter('simplify', true) ? simplifiedBridge(bridge) : bridge;
	},
};
