import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { BeeperDesktop } from '@beeper/desktop-api';
import { documentedNodes, root } from '../../scripts/docs/nodes.mts';
import { endpointOf } from '../double/reference/endpoints.mts';
import { earlierName } from '../double/reference/renamed.mts';
import { routes } from '../double/routes/index.mts';
import { scenes } from './adminScenes.mts';
import { callsOf } from './callsOf.mts';
import { calls } from './calls/index.mts';
import { otherRoutes } from './calls/otherRoutes.mts';
import type { Call } from './calls/call.mts';
import { official, type Official } from './official.mts';
import { faultsOf, faultsOfPage } from './schemas.mts';

describe('the official client 5.0.0 against the double', () => {
	test('every call it has is proved here', () => {
		const client = new BeeperDesktop({ accessToken: 'none' });
		expect(Object.keys(calls).sort()).toEqual([...callsOf(client)].sort());
	});

	test('the reference names each for the same route', () => {
		const named = Object.values(calls).map(({ endpoint }) => endpointOf(endpoint).sdk);
		expect(named).toEqual(Object.keys(calls));
	});

	test.each(Object.entries(calls))('%s', async (_name, call) => {
		await using pair = await official({ pageSize: { chats: 5 } });
		await call.prove(pair.client, pair.desktop);
		expect(faultsOfAnswers(pair, call.endpoint, call.answer)).toEqual([]);
	});
});

describe('routes without a call in the official client 5.0.0', () => {
	test.each(Object.entries(otherRoutes))('%s', async (endpoint, { options, answer, prove }) => {
		await using pair = await official(options);
		await prove(pair.client, pair.desktop);
		expect(faultsOfAnswers(pair, endpoint, answer)).toEqual([]);
	});

	test('are in no call', () => {
		const called = Object.values(calls).map(({ endpoint }) => endpoint);
		expect(Object.keys(otherRoutes).filter((endpoint) => called.includes(endpoint))).toEqual([]);
	});
});

// In calls/, in calls/otherRoutes.mts, or for bridges and setup in adminScenes.mts.
describe('every route has a case', () => {
	const feed = 'GET /v1/ws'; // feed.test.mts
	const today = [
		...Object.values(calls).map(({ endpoint }) => endpoint),
		...Object.keys(otherRoutes),
		...Object.keys(scenes),
		feed,
	];
	// admin.test.mts calls each under its earlier name, too.
	const cases = [...today, ...today.flatMap((endpoint) => earlierName(endpoint) ?? [])];

	test('that the double has', () => {
		const missing = routes.filter(({ endpoint }) => !cases.includes(endpoint));
		expect(missing.map(({ endpoint }) => endpoint)).toEqual([]);
	});

	test('that an operation has', () => {
		const operations = documentedNodes()
			.flatMap(({ resources }) => resources)
			.flatMap((resource) => resource.operations);
		expect(operations.length).toBeGreaterThan(50);
		const missing = operations.filter(({ route = '' }) => !cases.includes(route));
		expect(missing.map(({ resource, value, route }) => [resource, value, route])).toEqual([]);
	});

	test('that is written anywhere in nodes/', () => {
		const known = cases.map((endpoint) => withoutNames(endpoint.split(' ')[1]));
		const written = pathsInNodes();
		expect(written.length).toBeGreaterThan(60);
		// A beginning of several paths ends in a slash.
		const isKnown = (one: string) =>
			one.endsWith('/') ? known.some((path) => path.startsWith(one)) : known.includes(one);
		expect(written.filter(({ path }) => !isKnown(path))).toEqual([]);
	});
});

/** A sentence per way in which a good answer of this route is not what the case says. */
function faultsOfAnswers(
	{ desktop: { requests }, answers }: Official,
	endpoint: string,
	answer: Call['answer'] | undefined,
): string[] {
	const own = answers.filter((_, at) => requests[at].route === endpoint);
	if (own.length === 0) return [`${endpoint} was not called`];
	if (answer === undefined) return [];
	return own
		.filter(({ status }) => status < 400)
		.flatMap(({ body }) => faultsOfAnswer(answer, body));
}

function faultsOfAnswer(answer: Call['answer'], body: unknown): string[] {
	if (answer === null) return body === undefined ? [] : ['there is a body'];
	return typeof answer === 'string' ? faultsOf(answer, body) : faultsOfPage(answer.page, body);
}

/** Every path of the API that stands in a text of nodes/, its IDs without their names, with the file it is in. */
function pathsInNodes(): Array<{ file: string; path: string }> {
	return globSync('nodes/**/*.ts', { cwd: root }).flatMap((file) => {
		const source = readFileSync(path.join(root, file), 'utf8')
			.replace(/\/\*[\s\S]*?\*\//g, '')
			.replace(/(^|\s)\/\/.*$/gm, '');
		const found = source.match(/\/v1(?:\/(?:[\w-]+|\{\w+\}|\$\{[^}]*\}))+\/?/g) ?? [];
		return found.map((one) => ({ file, path: withoutNames(one) }));
	});
}

const withoutNames = (template: string) => template.replace(/\$?\{[^}]*\}/g, '{}');
