import type { Operation } from '../../../shared/operation/operation';

/** GET /v1/info, `client.info.retrieve` */
export const info: Operation = {
	option: {
		name: 'Get Info',
		value: 'info',
		action: 'Get app info',
		description: 'Get the version, platform and addresses of the connected Beeper app',
		routing: { request: { method: 'GET', url: '/v1/info' } },
	},
	since: '4.2.557',
	fields: [],
};
