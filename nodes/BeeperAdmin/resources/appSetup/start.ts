import type { Operation } from '../../../shared/operation/operation';
import { AFTER_4_2_808 } from '../../../shared/api/version';
import { inTodaysWords } from '../../olderRoutes/olderName';
import { sendByName } from '../../olderRoutes/sendByName';

/** POST /v1/app/setup/start, `client.app.setup.start`; needs no token */
export const start: Operation = {
	option: {
		name: 'Start',
		value: 'start',
		action: 'Start app setup',
		description: 'Begin to sign in to Beeper itself; no access token needed',
		routing: { request: { method: 'POST', url: '/v1/app/setup/start' } },
	},
	since: AFTER_4_2_808,
	uncertain: 'The setup may have been started',
	fields: [],
	perform: async (call) => inTodaysWords((await sendByName(call)).body),
};
