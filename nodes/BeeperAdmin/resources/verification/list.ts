import { returnAllOrLimit } from '../../../Beeper/fields/returnAll';
import { simplify } from '../../../Beeper/fields/simplify';
import { limited, listIn } from '../../../Beeper/shared/limited';
import type { Operation } from '../../../Beeper/shared/operation';
import { AFTER_4_2_808 } from '../../../Beeper/shared/version';
import { qrOptions } from '../../fields/qrFields';
import { sendByName } from '../../shared/sendByName';
import { simplifiedVerification } from '../../shared/simplified';
import { withVerificationQr } from '../../shared/verification';

/** GET /v1/app/setup/verifications, `client.app.setup.verifications.list` */
export const list: Operation = {
	option: {
		name: 'Get Many',
		value: 'list',
		action: 'Get many verifications',
		description: 'List the verifications with other devices that are under way',
		routing: { request: { method: 'GET', url: '/v1/app/setup/verifications' } },
	},
	since: AFTER_4_2_808,
	fields: [...returnAllOrLimit, simplify, qrOptions],
	perform: async (call) => {
		const active = limited(call, listIn(call, (await sendByName(call)).body));
		const isSimplified = call.parameter('simplify', true);
		return await Promise.all(
			active.map(async (one) => {
				const json = isSimplified ? simplifiedVerification(one) : one;
				return await withVerificationQr(call, json, one);
			}),
		);
	},
};
