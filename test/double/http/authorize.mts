import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.mts';

export type Tokens = { full: string | null; readOnly: string | null };

/**
 * Throws unless the bearer token allows what an endpoint's `auth` asks for. 401 code lower case as
 * in §1.2; the scope refusal is 403 by OAS and was seen as 401, so the status is a setting.
 */
export function authorize(
	request: IncomingMessage,
	auth: string,
	tokens: Tokens,
	readOnlyStatus: 401 | 403,
) {
	if (auth.startsWith('public')) return;
	const [, token] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
	if (token && token === tokens.full) return;
	if (!token || token !== tokens.readOnly) {
		throw new Refusal(401, 'unauthorized', 'Missing, invalid or expired access token');
	}
	if (auth.startsWith('bearer:write')) {
		const code = readOnlyStatus === 403 ? 'forbidden' : 'unauthorized';
		throw new Refusal(readOnlyStatus, code, 'This access token does not have the write scope');
	}
}
