import type { Endpoint } from './endpoints.mts';

/** New and old beginnings of paths, the longer ones first (reference 9 to 11, 47 to 63, §9). */
const beginnings = [
	['/v1/bridges/{bridgeID}/logins', '/v1/bridges/{bridgeID}/connections'],
	['/v1/app/setup/verifications', '/v1/app/verifications'],
	['/v1/app/setup/', '/v1/app/login/'],
	['/v1/app/setup', '/v1/app/session'],
];

/** What the generation before the newest calls this `METHOD /path`, if it has another name there. */
export function earlierName(endpoint: string): string | undefined {
	const [method, path] = endpoint.split(' ');
	const [now, before] = beginnings.find(([start]) => path.startsWith(start)) ?? [];
	return now && before && `${method} ${before}${path.slice(now.length)}`;
}

/** The entry under its older name, with the older name of its field; nothing if it kept both. */
export function earlier(endpoint: Endpoint): Endpoint[] {
	const name = earlierName(`${endpoint.method} ${endpoint.path}`);
	if (!name) return [];
	const body = endpoint.body.map((field) =>
		field.name === 'setupRequestID' ? { ...field, name: 'request' } : field,
	);
	return [{ ...endpoint, path: name.split(' ')[1], body, sdk: undefined }];
}
