import { startSas as start, told } from '../../actions/verify.mts';
import { middle } from '../../generation.mts';
import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';
import { needAction, verificationOf } from '../../state/verifications.mts';

/** POST …/sas/start: emojis to compare. */
export const startSas = route({
	endpoint: 'POST /v1/app/setup/verifications/{verificationID}/sas/start',
	since: middle,
	handle: ({ params }, inside) => {
		const record = verificationOf(inside.setup, params.verificationID);
		needAction(record, 'sas.start');
		start(inside, record);
		return json(told(inside, record));
	},
});
