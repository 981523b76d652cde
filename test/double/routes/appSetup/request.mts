import { invalidField, unprocessable } from '../../http/refusal.mts';
import type { Inside } from '../../inside.mts';
import type { SetupRequest } from '../../state/setup.mts';

/** The sign-in's ID, under the name this version has for it. */
export type RequestBody = { setupRequestID?: string; request?: string };

/** The sign-in a body names; a 400 if there is none. */
export function setupRequestOf(inside: Inside, body: RequestBody): [string, SetupRequest] {
	needSignedOut(inside);
	const key = inside.generation.setupRequestKey;
	const id = body[key] ?? '';
	const found = inside.setup.requests.get(id);
	if (!found) throw invalidField(['body', key], 'No such sign-in; begin with start');
	return [id, found];
}

/** Throws a 422 where somebody is signed in already. */
export function needSignedOut({ setup }: Inside) {
	if (setup.isSignedIn) throw unprocessable('Already signed in');
}
