import { accept as acceptIt, told } from '../../actions/verify.mts';
import { middle } from '../../generation.mts';
import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';
import { needAction, verificationOf } from '../../state/verifications.mts';

/** POST …/accept: of one that another device asked for. */
export const accept = route({
	endpoint: 'POST /v1/app/setup/verifications/{verificationID}/accept',
	since: middle,
	handle: ({ params }, inside) => {
		const record = verificationOf(inside.setup, params.verificationID);
		needAction(record, 'accept');
		acceptIt(inside, record);
		return json(told(inside, record));
	},
});
