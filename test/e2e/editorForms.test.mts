/// <reference lib="dom" />
import { isDeepStrictEqual } from 'node:util';
import type { INodeParameters, INodeTypeDescription } from 'n8n-workflow';
import { until } from '../n8n/index.mts';
import { Editor } from './browser/editor.mts';
import {
	collectionsOf,
	described,
	everything,
	fieldsOf,
	fresh,
	operationsOf,
	variantsOf,
} from './browser/expected.mts';
import type { Field, Form } from './browser/form.mts';
import { Stage } from './browser/stage.mts';
import { beeper } from './given.mts';

/** One node per form, ten in a row. */
const COLUMNS = 10;
/** How long a form that is open may take until it is whole. */
const FORM_MS = 3_000;

interface FormCase {
	node: string;
	type: string;
	description: INodeTypeDescription;
	chosen: INodeParameters;
	/** What Resource and Operation offer; a trigger has neither. */
	siblings?: string[];
}

const actions = (type: string, description: INodeTypeDescription): FormCase[] =>
	operationsOf(description).map(({ resource, operation, siblings }) => ({
		node: `${description.displayName}: ${operation.action}`,
		type,
		description,
		chosen: { resource, operation: operation.value as string },
		siblings,
	}));

const forms: FormCase[] = [
	...actions('beeper', described('Beeper')),
	...actions('beeperAdmin', described('BeeperAdmin')),
	{
		node: 'Beeper Trigger',
		type: 'beeperTrigger',
		description: described('BeeperTrigger'),
		chosen: {},
	},
];

let stage: Stage;
let n8n: Stage['n8n'];
let editor: Stage['editor'];
let credential: Stage['credential'];
beforeAll(async () => {
	stage = await Stage.start({ height: 1900 });
	({ n8n, editor, credential } = stage);
});
afterAll(async () => await stage?.[Symbol.asyncDispose]());

/** A workflow with one node per form, open in the editor. */
async function open(
	name: string,
	cases: FormCase[],
	parameters: (form: FormCase) => INodeParameters,
	where = editor,
) {
	const nodes = cases.map((form, index) => ({
		...beeper(form.node, parameters(form), form.type),
		position: [(index % COLUMNS) * 220, Math.floor(index / COLUMNS) * 220] as [number, number],
	}));
	await where.openWorkflow(await n8n.addWorkflow({ name, nodes, connections: {} }, [credential]));
	expect(await where.subtitles()).toHaveLength(nodes.length);
	expect((await where.subtitles()).filter(({ isCutOff }) => isCutOff)).toEqual([]);
}

/** Titles that were not shown as a whole. */
const cutOff: string[] = [];

/** With everything that can be added. */
const full = ({ description, chosen }: FormCase) => everything(description, chosen);

/** The form has these fields, in this order, readable, and says nothing that only a programmer would say. */
async function expectForm(form: Form, node: string, fields: Field[], where = editor) {
	// What is inside a collection comes a moment after the rest.
	const all = async () => isDeepStrictEqual(await form.fields(), fields);
	await until(node, all, { timeoutMs: FORM_MS }).catch(() => undefined);
	expect([node, await form.fields()]).toEqual([node, fields]);
	cutOff.push(...(await form.cutOff()).map((title) => `${node}: ${title}`));
	const text = await where.id('ndv').innerText();
	expect([node, text.match(/undefined|\[object|\bNaN\b|\bnull\b/g)]).toEqual([node, null]);
}

test('every form shows its fields, as dropped: titles, defaults, and what can be chosen and added', async () => {
	await open('As dropped', forms, ({ chosen }) => chosen);
	const asked = new Set<string>();
	for (const { node, description, chosen, siblings } of forms) {
		const form = await editor.openNode(node);
		const values = fresh(description, chosen);
		await expectForm(form, node, fieldsOf(description, values));
		expect(await editor.id('node-credentials-select').locator('input').inputValue()).toBe(
			credential.name,
		);

		const menu = `${description.name} ${String(chosen.resource)}`;
		if (siblings && !asked.has(menu)) {
			asked.add(menu);
			// n8n adds an entry of its own to the nodes that it can call by hand.
			const offered = (await form.offered('operation')).filter((one) => one !== 'Custom API Call');
			expect(offered).toEqual(siblings);
			expect(offered).toEqual([...offered].sort(byName));
		}
		for (const { button, names } of collectionsOf(description, values)) {
			const offered = await form.addable(button);
			if (names.length === 1) continue;
			expect([node, offered]).toEqual([node, names]);
			expect([node, offered]).toEqual([node, [...names].sort(byName)]);
		}
		await editor.shot(`form ${node}`, form.root);
		await editor.closeNode();
	}
	expect(cutOff).toEqual([]);
	expect(editor.problems.all).toEqual([]);
	tell(`as dropped: opened ${forms.length} forms, ${editor.problems.all.length} console errors`);
});

test('in the dark theme every form shows everything that can be added to it, and icons are the dark ones', async () => {
	await using dark = await Editor.start(n8n, { theme: 'dark', height: 1900 });
	const all = forms.flatMap((one) =>
		variantsOf(one.description, one.chosen).map((chosen, index) => ({
			...one,
			node: index ? `${one.node} ${index + 1}` : one.node,
			chosen,
		})),
	);
	await open('With everything', all, full, dark);
	const icons = dark.node().locator('img[src$="beeper.dark.svg"]:visible');
	await until('the dark icons', async () => (await icons.count()) === all.length);
	await dark.shot('dark canvas');
	let count = 0;
	for (const one of all) {
		const form = await dark.openNode(one.node);
		const fields = fieldsOf(one.description, full(one));
		await expectForm(form, one.node, fields, dark);
		count += fields.length;
		await dark.shot(`dark ${one.node}`, form.root);
		await dark.closeNode();
	}
	expect(cutOff).toEqual([]);
	expect(dark.problems.all).toEqual([]);
	tell(`dark, with everything: opened ${all.length} forms with ${count} fields, 0 console errors`);
});

/** How n8n itself describes a node that it derives from ours. */
async function derived(type: string): Promise<INodeTypeDescription> {
	const response = await fetch(`${n8n.url}/types/nodes.json`, {
		headers: { cookie: n8n.rest.cookie },
	});
	const all = (await response.json()) as INodeTypeDescription[];
	const found = all.find(({ name }) => name === `n8n-nodes-beeper.${type}`)!;
	// n8n gives nodes like ours its own "Request Options", which its editor does not show in the form.
	const properties = found.properties.filter(({ name }) => name !== 'requestOptions');
	return { ...found, properties };
}

test("as an agent's tool and as human review the forms are as whole", async () => {
	const tool = await derived('beeperTool');
	const admin = await derived('beeperAdminTool');
	const review = await derived('beeperHitlTool');
	const message = (operation: string) => ({ resource: 'message', operation });
	const variants: FormCase[] = [
		{ node: 'Send', type: 'beeperTool', description: tool, chosen: message('send') },
		{ node: 'Search', type: 'beeperTool', description: tool, chosen: message('search') },
		{
			node: 'Admin',
			type: 'beeperAdminTool',
			description: admin,
			chosen: { resource: 'bridge', operation: 'list' },
		},
		{ node: 'Review', type: 'beeperHitlTool', description: review, chosen: {} },
	];
	await open('Derived', variants, ({ chosen }) => chosen);
	for (const { node, description, chosen } of variants) {
		const form = await editor.openNode(node);
		await expectForm(form, node, fieldsOf(description, fresh(description, chosen)));
		await editor.shot(`derived ${node}`);
		await editor.closeNode();
	}
	expect(cutOff).toEqual([]);
	expect(editor.problems.all).toEqual([]);
	tell(`derived: opened ${variants.length} forms, 0 console errors`);
});

const byName = (one: string, other: string) => one.localeCompare(other, 'en');

/** The last line of the test, for whoever reads the log. */
const tell = (line: string) => process.stdout.write(`${line}\n`);
