import { confirmSas as confirm, told } from '../../actions/verify.mts';
import { middle } from '../../generation.mts';
import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';
import { needAction, verificationOf } from '../../state/verifications.mts';

/** POST …/sas/confirm: the emojis are the same. */
export const confirmSas = route({
	endpoint: 'POST /v1/app/setup/verifications/{verificationID}/sas/confirm',
	since: middle,
	handle: ({ params }, inside) => {
		const record = verificationOf(inside.setup, params.verificationID);
		needAction(record, 'sas.confirm');
		confirm(inside, record, 'here');
		return json(told(inside, record));
	},
});
