import { told } from '../../actions/verify.mts';
import { middle } from '../../generation.mts';
import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';
import { verificationOf } from '../../state/verifications.mts';

/** GET /v1/app/setup/verifications/{verificationID}: ended ones, too. */
export const retrieve = route({
	endpoint: 'GET /v1/app/setup/verifications/{verificationID}',
	since: middle,
	handle: ({ params }, inside) =>
		json(told(inside, verificationOf(inside.setup, params.verificationID))),
});
