import type { Operation } from '../../../shared/operation/operation';
import { inTodaysWords } from '../../olderRoutes/olderName';
import { sendByName } from '../../olderRoutes/sendByName';

/** POST /v1/app/setup/start, `client.app.setup.start` of newer clients; needs no token */
export const start: Operation = {
	option: {
		name: 'Start',
		value: 'start',
		action: 'Start app setup',
		description: 'Begin to sign in to Beeper itself; no access token needed',
		routing: { request: { method: 'POST', url: '/v1/app/setup/start' } },
	},
	uncertain: 'The setup may have been started',
	fields: [],
	perform: async (context) => inTodaysWords((await sendByName(context)).body),
};
