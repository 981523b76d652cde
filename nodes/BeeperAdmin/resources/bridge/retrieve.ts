import type { IDataObject } from 'n8n-workflow';
import { simplify } from '../../../shared/fields/simplify';
import type { Operation } from '../../../shared/operation/operation';
import { AFTER_4_2_808 } from '../../../shared/api/version';
import { bridgeID } from '../../fields/bridgeID';
import { simplifiedBridge } from '../../output/simplified';

/** GET /v1/bridges/{bridgeID}, `client.bridges.retrieve` */
export const retrieve: Operation = {
	option: {
		name: 'Get',
		value: 'retrieve',
		action: 'Get bridge',
		description: 'Get one network that can be connected, with its state and accounts',
		routing: { request: { method: 'GET', url: '/v1/bridges/{bridgeID}' } },
	},
	since: AFTER_4_2_808,
	fields: [bridgeID, simplify],
	perform: async (call) => {
		const bridge = (await call.send()).body as IDataObject;
		return call.parameter('simplify', true) ? simplifiedBridge(bridge) : bridge;
	},
};
