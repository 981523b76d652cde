import type { IDataObject } from 'n8n-workflow';
import type { BeeperRequest } from '../../shared/api/request';

/** Beginnings of paths now, and before that (beeper-api.md §9), the longer ones first. */
const BEGINNINGS = [
	['/v1/bridges/{bridgeID}/logins', '/v1/bridges/{bridgeID}/connections'],
	['/v1/app/setup/verifications', '/v1/app/verifications'],
	['/v1/app/setup/', '/v1/app/login/'],
	['/v1/app/setup', '/v1/app/session'],
];

/** What older versions of Beeper call a path, a template or a filled one; `undefined` where nothing changed. */
export function olderPath(path: string): string | undefined {
	for (const [now, before] of BEGINNINGS) {
		const pattern = now.replace(/\{\w+\}/g, '([^/]+)').replace(/logins$/, 'logins(?=/|$)');
		const match = new RegExp(`^${pattern}`).exec(path);
		if (!match) continue;
		return before.replace(/\{\w+\}/g, () => match[1]) + path.slice(match[0].length);
	}
	return undefined;
}

/** A request as older versions of Beeper want it. */
export function olderRequest(request: BeeperRequest): BeeperRequest | undefined {
	const url = olderPath(request.url);
	return url === undefined ? undefined : { ...request, url, body: olderBody(request.body) };
}

function olderBody(body: BeeperRequest['body']): BeeperRequest['body'] {
	if (!body || typeof body === 'function' || !('setupRequestID' in body)) return body;
	const { setupRequestID, ...rest } = body;
	return { ...rest, request: setupRequestID };
}

/** The answer to an App Setup request, with the words of older versions replaced by today's. */
export function inTodaysWords(body: unknown): IDataObject {
	const { request, type, ...rest } = (body ?? {}) as IDataObject;
	return {
		...(request !== undefined && { setupRequestID: request }),
		...(type !== undefined && { signInMethods: type }),
		...rest,
	};
}
