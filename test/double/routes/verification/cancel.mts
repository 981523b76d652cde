import { end, told } from '../../actions/verify.mts';
import { middle } from '../../generation.mts';
import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';
import { needAction, verificationOf } from '../../state/verifications.mts';

/** POST …/cancel: with a code and a reason, or those of a user who changed their mind. */
export const cancel = route<{ code?: string; reason?: string }>({
	endpoint: 'POST /v1/app/setup/verifications/{verificationID}/cancel',
	since: middle,
	handle: ({ params, body }, inside) => {
		const record = verificationOf(inside.setup, params.verificationID);
		needAction(record, 'cancel');
		const { code = 'm.user', reason = 'Cancelled by the user' } = body;
		end(inside, record, 'cancelled', { code, reason });
		return json(told(inside, record));
	},
});
