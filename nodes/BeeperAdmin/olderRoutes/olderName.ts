import type { IDataObject } from 'n8n-workflow';
import type { BeeperRequest } from '../../shared/api/request';

/** Beginnings of paths, today's and the older one (docs/beeper-api.md §9). The first match counts. */
const BEGINNINGS = [
	['/v1/bridges/{bridgeID}/logins', '/v1/bridges/{bridgeID}/connections'],
	['/v1/app/setup/verifications', '/v1/app/verifications'],
	['/v1/app/setup/', '/v1/app/login/'],
	['/v1/app/setup', '/v1/app/session'],
];

/** The older name of a path, with or without IDs filled in; `undefined` if it was never renamed. */
export function olderPath(path: string): string | undefined {
	for (const [now, before] of BEGINNINGS) {
		const pattern = now.replace(/\{\w+\}/g, '([^/]+)').replace(/logins$/, 'logins(?=/|$)');
		const match = new RegExp(`^${pattern}`).exec(path);
		if (!match) continue;
		return before.replace(/\{\w+\}/g, () => match[1]) + path.slice(match[0].length);
	}
	return undefined;
}

/** The request with the older path and body; `undefined` if its path was never renamed. */
export function olderRequest(request: BeeperRequest): BeeperRequest | undefined {
	const url = olderPath(request.url);
	return url === undefined ? undefined : { ...request, url, body: olderBody(request.body) };
}

function olderBody(body: BeeperRequest['body']): BeeperRequest['body'] {
	if (!body || typeof body === 'function' || !('setupRequestID' in body)) return body;
	const { setupRequestID, ...rest } = body;
	return { ...rest, request: setupRequestID };
}

/** The response to an App Setup request, with field names of older versions replaced by today's. */
export function inTodaysWords(body: unknown): IDataObject {
	const { request, type, ...rest } = (body ?? {}) as IDataObject;
	return {
		...(request !== undefined && { setupRequestID: request }),
		...(type !== undefined && { signInMethods: type }),
		...rest,
	};
}
