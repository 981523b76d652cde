import type { IncomingMessage } from 'node:http';
import type { Inside } from '../inside.mts';
import { Refusal } from './refusal.mts';

/** The tokens that are valid now; `matrix` is the one a sign-in through setup handed out. */
export type Tokens = { full: string | null; readOnly: string | null; matrix: string | null };

/**
 * Throws unless the bearer token allows what an endpoint's `auth` asks for. 401 code lower case as
 * in §1.2; the scope refusal is 403 by OAS and was seen as 401, so the status is a setting. A token
 * is of no use while nobody is signed in: 403 (EM).
 */
export function authorize(request: IncomingMessage, auth: string, inside: Inside) {
	const { setup, settings, tokens } = inside;
	if (auth.startsWith('public')) {
		if (!auth.startsWith('public until signed in') || !setup.isSignedIn) return;
	}
	const { full, readOnly, matrix } = tokens;
	const [, token] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
	if (!token || ![full, readOnly, matrix].includes(token)) {
		throw new Refusal(401, 'unauthorized', 'Missing, invalid or expired access token');
	}
	if (!setup.isSignedIn) throw new Refusal(403, 'forbidden', 'Nobody is signed in to this app');
	if (token === readOnly && auth.startsWith('bearer:write')) {
		const { readOnlyStatus } = settings;
		const code = readOnlyStatus === 403 ? 'forbidden' : 'unauthorized';
		throw new Refusal(readOnlyStatus, code, 'This access token does not have the write scope');
	}
}
