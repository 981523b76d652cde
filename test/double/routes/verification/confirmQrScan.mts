import { finish, told } from '../../actions/verify.mts';
import { middle } from '../../generation.mts';
import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';
import { needAction, verificationOf } from '../../state/verifications.mts';

/** POST …/qr/confirm-scanned: yes, the other device scanned this one. */
export const confirmQrScan = route({
	endpoint: 'POST /v1/app/setup/verifications/{verificationID}/qr/confirm-scanned',
	since: middle,
	handle: ({ params }, inside) => {
		const record = verificationOf(inside.setup, params.verificationID);
		needAction(record, 'qr.confirmScanned');
		finish(inside, record);
		return json(told(inside, record));
	},
});
