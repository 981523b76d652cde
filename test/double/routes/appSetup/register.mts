import { leave } from '../../actions/leave.mts';
import { signIn } from '../../actions/setup.mts';
import { middle } from '../../generation.mts';
import { json } from '../../http/answer.mts';
import { invalidField } from '../../http/refusal.mts';
import { route } from '../../http/route.mts';
import type { Inside } from '../../inside.mts';
import { setupRequestOf, type RequestBody } from './request.mts';

type Body = RequestBody & { acceptTerms: true; leadToken: string; username: string };

/** POST /v1/app/setup/register: public; a new user, who has no chats and no keys yet. */
export const register = route<Body>({
	endpoint: 'POST /v1/app/setup/register',
	since: middle,
	handle: ({ body }, inside) => {
		const { setup } = inside;
		const [, request] = setupRequestOf(inside, body);
		if (request.leadToken === undefined || body.leadToken !== request.leadToken) {
			throw invalidField(['body', 'leadToken'], 'Not the token of this sign-in');
		}
		const userID = `@${body.username}:beeper.com`;
		if (!/^[a-z0-9._=-]+$/.test(body.username)) {
			throw invalidField(['body', 'username'], 'Only a-z, 0-9 and ._=-', 'invalid_string');
		}
		if ([...setup.people.values()].includes(userID)) {
			throw invalidField(['body', 'username'], 'Username is taken');
		}
		setup.people.set(request.email ?? '', userID);
		setup.recoveryKey = null;
		moveIn(inside, userID);
		return json(signIn(inside, userID));
	},
});

// Whoever used this app before, their networks are not the new user's.
function moveIn(inside: Inside, userID: string) {
	const { world } = inside;
	for (const { accountID } of world.accounts) leave(inside, accountID);
	world.labels.length = 0;
	world.accounts.push({
		accountID: 'matrix',
		network: 'Beeper (Matrix)',
		bridge: { id: 'matrix', type: 'matrix', provider: 'cloud' },
		status: 'connected',
		user: { id: userID, isSelf: true },
	});
}
