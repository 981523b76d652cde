import type { IDataObject } from 'n8n-workflow';
import { simplify } from '../../../shared/fields/simplify';
import type { Operation } from '../../../shared/operation/operation';
import { sendByName } from '../../olderRoutes/sendByName';
import { simplifiedState } from '../../output/simplified';

/** GET /v1/app/setup, `client.app.setup.retrieve` of newer clients; needs no token until somebody is signed in */
export const retrieve: Operation = {
	option: {
		name: 'Get State',
		value: 'retrieve',
		action: 'Get app setup state',
		description: 'Get how far Beeper Desktop or Beeper Server is signed in and set up',
		routing: { request: { method: 'GET', url: '/v1/app/setup' } },
	},
	fields: [simplify],
	perform: async (context) => {
		const state = (await sendByName(context)).body as IDataObject;
		return context.parameter('simplify', true) ? simplifiedState(state) : state;
	},
};
