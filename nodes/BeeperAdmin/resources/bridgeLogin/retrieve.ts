import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../../shared/operation/operation';
import { bridgeID } from '../../fields/bridgeID';
import { loginID } from '../../fields/loginID';
import { sendByName } from '../../olderRoutes/sendByName';

/** GET /v1/bridges/{bridgeID}/logins/{loginID}, `client.bridges.logins.retrieve` of newer clients */
export const retrieve: Operation = {
	option: {
		name: 'Get',
		value: 'retrieve',
		action: 'Get bridge login',
		description: 'Get one signed-in identity on a network, with its state and accounts',
		routing: { request: { method: 'GET', url: '/v1/bridges/{bridgeID}/logins/{loginID}' } },
	},
	fields: [bridgeID, loginID],
	perform: async (context) => (await sendByName(context)).body as IDataObject,
};
