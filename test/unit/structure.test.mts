import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { BeeperDesktop } from '@beeper/desktop-api';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { documentedNodes } from '../../scripts/docs/nodes.mts';
import { AFTER_4_2_808 } from '../../dist/nodes/shared/api/version.js';
import { Beeper } from '../../dist/nodes/Beeper/Beeper.node.js';
import { BeeperAdmin } from '../../dist/nodes/BeeperAdmin/BeeperAdmin.node.js';
import { callsOf } from '../contract/callsOf.mts';

const root = path.resolve(import.meta.dirname, '../..');
const reference = JSON.parse(
	readFileSync(path.join(root, 'test/reference/endpoints.json'), 'utf8'),
) as Endpoint[];
interface Endpoint {
	method: string;
	path: string;
	query: Field[];
	body: Field[];
	sdk: string;
	since: string;
}
interface Field {
	name: string;
}

/** The calls that the official client 5.0.0 has. */
const clientCalls = [...callsOf(new BeeperDesktop({ accessToken: 'none' }))];

/** Operations that a Beeper without their route does over an older one: which, and since when. */
const OLDER_WAY: Record<string, { route: string; since?: string }> = {
	'account/retrieve': { route: 'GET /v1/accounts' },
	'chat/start': { route: 'POST /v1/chats with "mode": "start"', since: '4.2.557' },
};

interface Entry {
	folder: string;
	resource: string;
	option: INodePropertyOptions;
	fields: INodeProperties[];
}

const isShownFor = (property: INodeProperties, name: string, value: string) =>
	property.displayOptions?.show?.[name]?.includes(value) ?? false;

/** Every operation of a node as its description has it. */
const entriesOf = (folder: string, properties: INodeProperties[]): Entry[] =>
	properties
		.filter(({ name }) => name === 'operation')
		.flatMap((menu) => {
			const [resource] = menu.displayOptions?.show?.resource as string[];
			return (menu.options as INodePropertyOptions[]).map((option) => ({
				folder,
				resource,
				option,
				fields: properties.filter(
					(property) =>
						isShownFor(property, 'resource', resource) &&
						isShownFor(property, 'operation', String(option.value)),
				),
			}));
		});

const nodes = [
	{ folder: 'nodes/Beeper', tests: 'test/integration', description: new Beeper().description },
	{
		folder: 'nodes/BeeperAdmin',
		tests: 'test/integration/admin',
		description: new BeeperAdmin().description,
	},
].map((node) => ({ ...node, entries: entriesOf(node.folder, node.description.properties) }));

const nameOf = ({ resource, option }: Entry) => `${resource}/${String(option.value)}`;
const namesOf = (entries: Entry[]) => entries.map(nameOf).sort();

const routeOf = ({ option }: Entry) => {
	const { method, url } = option.routing?.request ?? {};
	return `${method} ${url}`;
};

describe.each(nodes)('$folder', ({ folder, tests, description, entries }) => {
	test('every operation file is in its menu, and every entry has its file', () => {
		const files = globSync(`${folder}/resources/*/*.ts`, { cwd: root })
			.map((file) => path.relative(`${folder}/resources`, file).replace(/\.ts$/, ''))
			.filter((file) => !file.endsWith('/index'));
		expect(namesOf(entries)).toEqual(files.sort());
	});

	test('every resource is in the "Resource" menu', () => {
		const [menu] = description.properties;
		const listed = (menu.options as INodePropertyOptions[]).map(({ value }) => value);
		expect([...new Set(entries.map(({ resource }) => resource))].sort()).toEqual(listed.sort());
	});

	test('every operation has its workflow for the tests', () => {
		const missing = namesOf(entries).filter(
			(name) => !existsSync(path.join(root, `${tests}/${name}.workflow.json`)),
		);
		expect(missing).toEqual([]);
	});

	test('a field that several operations need is one field, as far as n8n can show it so', () => {
		const count = (name: string) =>
			description.properties.filter((property) => property.name === name).length;
		for (const name of ['chatID', 'messageID', 'bridgeID', 'verificationID']) {
			expect(count(name)).toBeLessThanOrEqual(4);
		}
	});
});

const all = nodes.flatMap(({ entries }) => entries);

/** What each operation has as `since`, its own or its resource's. */
const sinceOf = new Map(
	documentedNodes()
		.flatMap(({ resources }) => resources)
		.flatMap(({ operations }) => operations)
		.map(({ resource, value, since }) => [`${resource}/${value}`, since]),
);

describe.each(
	all.map((entry) => [`${entry.resource}: ${String(entry.option.value)}`, entry] as const),
)('%s', (_, entry) => {
	const endpoint = reference.find(({ method, path: url }) => `${method} ${url}` === routeOf(entry));

	test('has a route of the API reference', () => {
		expect(reference.map(({ method, path: url }) => `${method} ${url}`)).toContain(routeOf(entry));
	});

	test('begins its docstring with its route and the call of the official client', () => {
		const docstring = docstringOf(entry);
		const [form = '', route, call, newer] = DOCSTRING.exec(docstring) ?? [];
		const sdk = endpoint && callOf(endpoint);
		expect({ docstring, route, call, isNewer: newer !== undefined }).toEqual({
			docstring,
			route: routeOf(entry),
			call: sdk,
			isNewer: sdk !== undefined && !clientCalls.includes(sdk),
		});
		expect(docstring.slice(form.length)).not.toContain('client.');
	});

	test('has in `since` the first Beeper version with its route', () => {
		const expected = OLDER_WAY[nameOf(entry)] ?? { since: firstVersionWith(endpoint) };
		expect(sinceOf.get(nameOf(entry))).toBe(expected.since);
	});

	test('has a field for each parameter of the path', () => {
		const wanted = [...routeOf(entry).matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
		expect(entry.fields.map(({ name }) => name)).toEqual(expect.arrayContaining(wanted));
	});

	test('sends only what the API knows', () => {
		const known = [...(endpoint?.query ?? []), ...(endpoint?.body ?? [])].map(({ name }) => name);
		expect(known).toEqual(expect.arrayContaining(sentBy(entry.fields)));
	});

	test('has texts in n8n’s form', () => {
		const { action = '', description = '' } = entry.option;
		expect(action).toMatch(/^[A-Z][a-z]+( [a-z0-9]+)+$/);
		expect(action).not.toMatch(/ (a|an|the) /);
		// n8n's lint writes all words but the first small, which names do not bear.
		expect(action).not.toMatch(/ (beeper|qr|id|url)\b/);
		expect(description).toMatch(/^[A-Z].*[^.]$/);
	});

	test('has its menus in alphabetical order', () => {
		for (const options of menus(entry.fields)) {
			const labels = options.map(({ name }) => name);
			expect(labels).toEqual([...labels].sort((a, b) => a.localeCompare(b)));
		}
	});

	test('shows in every empty text field what might stand there', () => {
		const empty = texts(entry.fields).filter(({ placeholder }) => !placeholder);
		expect(empty.map(({ displayName }) => displayName)).toEqual([]);
	});

	test('uses no preSend, which would run before the queue and lose the order', () => {
		expect(JSON.stringify(entry.fields)).not.toContain('preSend');
	});
});

/** "POST /v1/chats/{chatID}/read, `client.chats.markRead`"; calls that 5.0.0 does not have are "of newer clients". */
const DOCSTRING =
	/^([A-Z]+ \/[^\s,;]*)(?: \(multipart\))?(?:, `client\.([\w.]+)`( of newer clients)?)?/;

/** What stands above an operation in its file, on one line. */
function docstringOf({ folder, resource, option }: Entry): string {
	const file = `${folder}/resources/${resource}/${String(option.value)}.ts`;
	const source = readFileSync(path.join(root, file), 'utf8');
	const [, text = ''] =
		/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export const \w+: Operation =/.exec(source) ?? [];
	return text.replace(/\s+\*? */g, ' ').trim();
}

/** The call of the official clients for a route, as the reference has it. */
function callOf({ sdk }: Endpoint): string | undefined {
	return sdk.replace('…', 'app.setup.verification.').replace(/ \(.*/, '') || undefined;
}

/** The first Beeper version with a route, as the reference has it; undefined where all with /v1 have it. */
function firstVersionWith(endpoint: Endpoint | undefined): string | undefined {
	// What came later in the same route stands behind a semicolon.
	const [since] = endpoint?.since.split(';') ?? [''];
	if (/newer than SDK|after SDK|newest generation/.test(since)) return AFTER_4_2_808;
	const [version] = /4\.\d+\.[\dx]+/.exec(since) ?? [];
	if (!version) throw new Error(`"${since}" is no "since" that can be understood`);
	return version.startsWith('4.1.') ? undefined : version;
}

/** The text fields, nested ones included, that are empty to begin with. */
function texts(fields: INodeProperties[]): INodeProperties[] {
	return fields.flatMap((field) => [
		...(['string', 'json'].includes(field.type) && field.default === '' ? [field] : []),
		...texts(nested(field)),
	]);
}

/** The names under which fields, nested ones included, send their values. */
function sentBy(fields: INodeProperties[]): string[] {
	return fields.flatMap((field) => [
		...(field.routing?.send?.property ? [field.routing.send.property] : []),
		...sentBy(nested(field)),
	]);
}

/** The option lists of fields, nested ones included. */
function menus(fields: INodeProperties[]): INodePropertyOptions[][] {
	return fields.flatMap((field) => [
		...(/^(options|multiOptions)$/.test(field.type) && field.options
			? [field.options as INodePropertyOptions[]]
			: []),
		...menus(nested(field)),
	]);
}

function nested({ type, options = [] }: INodeProperties): INodeProperties[] {
	if (type === 'collection') return options as INodeProperties[];
	if (type !== 'fixedCollection') return [];
	return (options as Array<{ values: INodeProperties[] }>).flatMap(({ values }) => values);
}
