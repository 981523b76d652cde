import type { Generation } from '../generation.mts';
import type { Route } from './route.mts';

export type Match = { route: Route; params: Record<string, string> };

/**
 * Finds the route for a method and a raw path. Segments are decoded once, after splitting on '/',
 * so an encoded slash stays inside its segment. Fixed segments win over {placeholders}.
 */
export function matcher(routes: Route[], generation: Generation) {
	const known = routes
		.filter((route) => isIn(generation, route))
		.map((route) => ({ route, ...parts(route.endpoint) }))
		.sort((left, right) => left.params - right.params);
	return (method: string, path: string): Match | undefined => {
		const segments = decode(path);
		const found = known.find(
			(one) => one.method === method && segments && fits(one.segments, segments),
		);
		return found && segments && { route: found.route, params: named(found.segments, segments) };
	};
}

/** Whether an app of this generation has the route. */
export const isIn = (generation: Generation, { since, until }: Route) =>
	(!since || generation.has(since)) && (!until || !generation.has(until));

function parts(endpoint: string) {
	const [method, path] = endpoint.split(' ');
	const segments = path.split('/');
	return { method, segments, params: segments.filter(isParam).length };
}

function decode(path: string): string[] | undefined {
	try {
		return path.split('/').map(decodeURIComponent);
	} catch {
		return undefined;
	}
}

const isParam = (segment: string) => segment.startsWith('{');

const fits = (template: string[], segments: string[]) =>
	template.length === segments.length &&
	template.every((part, at) => (isParam(part) ? segments[at] !== '' : part === segments[at]));

const named = (template: string[], segments: string[]) =>
	Object.fromEntries(
		template.flatMap((part, at) => (isParam(part) ? [[part.slice(1, -1), segments[at]]] : [])),
	);
