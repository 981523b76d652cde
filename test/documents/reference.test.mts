import { read } from './documents.mts';

/** Comments cite endpoints by their number. */
test('docs/beeper-api.md has the endpoints of the reference, numbered in its order', () => {
	const reference = JSON.parse(read('test/reference/endpoints.json')) as Array<{
		method: string;
		path: string;
	}>;
	const [, index] = read('docs/beeper-api.md').split(/^## [56]\. /m);
	const rows = index.matchAll(/^\| (\d+) +\| `([A-Z]+ \/\S+)` /gm);
	expect([...rows].map(([, number, route]) => `${number}: ${route}`)).toEqual(
		reference.map(({ method, path }, at) => `${at + 1}: ${method} ${path}`),
	);
});
