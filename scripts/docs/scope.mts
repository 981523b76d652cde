import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './nodes.mts';

const endpoints = JSON.parse(
	readFileSync(path.join(root, 'test/reference/endpoints.json'), 'utf8'),
) as Array<{ method: string; path: string; auth: string }>;

/** What a token must be allowed to do for a route, by the API reference. */
export function scopeOf(route: string): string {
	const endpoint = endpoints.find(({ method, path: url }) => `${method} ${url}` === route);
	if (!endpoint) throw new Error(`test/reference/endpoints.json has no ${route}`);
	const { auth } = endpoint;
	if (auth.startsWith('public until signed in')) return 'none before sign-in, then read';
	if (auth.startsWith('public')) return 'none';
	if (auth.includes('disputed')) return 'read or write';
	const [, scope] = /^bearer:(read|write)/.exec(auth) ?? [];
	if (!scope) throw new Error(`The scope of ${route} is not understood: ${auth}`);
	return scope;
}
