import { returnAllOrLimit } from '../../../shared/fields/returnAll';
import { simplify } from '../../../shared/fields/simplify';
import { limited, listIn } from '../../../shared/operation/limited';
import type { Operation } from '../../../shared/operation/operation';
import { qrOptions } from '../../fields/qrFields';
import { sendByName } from '../../olderRoutes/sendByName';
import { simplifiedVerification } from '../../output/simplified';
import { withVerificationQr } from '../../output/verification';

/** GET /v1/app/setup/verifications, `client.app.setup.verifications.list` of newer clients */
export const list: Operation = {
	option: {
		name: 'Get Many',
		value: 'list',
		action: 'Get many verifications',
		description: 'List the verifications with other devices that are under way',
		routing: { request: { method: 'GET', url: '/v1/app/setup/verifications' } },
	},
	fields: [...returnAllOrLimit, simplify, qrOptions],
	perform: async (context) => {
		const active = limited(context, listIn(context, (await sendByName(context)).body));
		const isSimplified = context.parameter('simplify', true);
		return await Promise.all(
			active.map(async (one) => {
				const json = isSimplified ? simplifiedVerification(one) : one;
				return await withVerificationQr(context, json, one);
			}),
		);
	},
};
