import { request, told } from '../../actions/verify.mts';
import { middle } from '../../generation.mts';
import { json } from '../../http/answer.mts';
import { invalidField, unprocessable } from '../../http/refusal.mts';
import { route } from '../../http/route.mts';

type Body = { purpose?: 'login' | 'device'; userID?: string };

/** POST /v1/app/setup/verifications: asks this user's other devices, or somebody else's. */
export const start = route<Body>({
	endpoint: 'POST /v1/app/setup/verifications',
	since: middle,
	handle: ({ body }, inside) => {
		const { state, matrix } = inside.setup;
		if (state === 'initializing' || state === 'needs-cross-signing-setup') {
			throw unprocessable(`There is nothing to verify with while the state is ${state}`);
		}
		const { purpose = state === 'ready' ? 'device' : 'login', userID = matrix?.userID } = body;
		if (userID !== undefined && !/^@[^:]+:\S+$/.test(userID)) {
			throw invalidField(['body', 'userID'], 'Not a Matrix user ID', 'invalid_string');
		}
		const wanted = { direction: 'outgoing', purpose, otherUserID: userID } as const;
		return json(told(inside, request(inside, wanted)));
	},
});
