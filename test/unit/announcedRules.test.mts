import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type {
	ICredentialType,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeType,
} from 'n8n-workflow';

/**
 * Rules that n8n has announced for the lint of community nodes, and that its published linter does not have yet:
 * found there later, they would be found when a version is to be verified. Here they hold for the descriptions
 * that n8n loads; n8n's own rules read only what stands literally in a *.node.ts. How fields look at the top of
 * a form is in topFields.test.mts. Announced as well, and held by n8n-nodes-base's rules in `npm run lint`:
 * the licence, the keyword, the names of files, classes and credentials, continueOnFail and the item's index.
 */
const root = path.resolve(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);
const manifest = require(path.join(root, 'package.json')) as {
	n8n: { nodes: string[]; credentials: string[] };
	repository: object;
};
const nodes = manifest.n8n.nodes.map((file) => {
	const [Type] = Object.values(
		require(path.join(root, file)) as Record<string, new () => INodeType>,
	);
	const codex = file.replace('dist/', '').replace('.js', '.json');
	return {
		file,
		node: new Type(),
		description: new Type().description,
		codex: JSON.parse(readFileSync(path.join(root, codex), 'utf8')) as Record<string, unknown>,
	};
});

describe.each(nodes)('$description.displayName', ({ node, description, codex }) => {
	test('single-credential-per-node', () => {
		expect(description.credentials).toHaveLength(1);
	});

	test('prefer-declarative-style: a node that is no trigger has routing, and no execute()', () => {
		if (description.group.includes('trigger')) return;
		expect(description).toHaveProperty('requestDefaults');
		expect(node).not.toHaveProperty('execute');
	});

	test('valid-node-categories, no-logic-or-flow-nodes, no-ai-codex-category, no-codex-subcategories', () => {
		expect(description).not.toHaveProperty('codex');
		expect(codex.categories).toEqual(['Communication']);
		expect(codex).not.toHaveProperty('subcategories');
	});

	test('hint-max-length: 120', () => {
		const hints = everything(description.properties).flatMap(({ hint, modes = [] }) => [
			hint ?? '',
			...modes.map((mode) => mode.hint ?? ''),
		]);
		expect(hints.filter(({ length }) => length > 120)).toEqual([]);
	});

	test('require-param-default, no-duplicate-param-options, no-asterisk-in-option-names', () => {
		const fields = everything(description.properties);
		expect(fields.filter((field) => !('default' in field)).map(({ name }) => name)).toEqual([]);
		const menus = fields
			.filter(({ type }) => type === 'options' || type === 'multiOptions')
			.map(({ options = [] }) => options as INodePropertyOptions[]);
		const wrong = menus.flatMap((menu) => [
			...twice(menu.map(({ name }) => name)),
			...twice(menu.map(({ value }) => value)),
			...menu.map(({ name }) => name).filter((name) => name.includes('*')),
		]);
		expect(wrong).toEqual([]);
	});
});

const icons = [
	...nodes.map(({ file, description }) => ({ file, icon: description.icon })),
	...manifest.n8n.credentials.map((file) => {
		const [Type] = Object.values(
			require(path.join(root, file)) as Record<string, new () => ICredentialType>,
		);
		return { file, icon: new Type().icon };
	}),
].flatMap(({ file, icon }) => {
	const { light, dark } = icon as { light: string; dark: string };
	return [
		{ file, icon: light, theme: 'light', background: '#ffffff' },
		{ file, icon: dark, theme: 'dark', background: '#2b2b2b' },
	];
});

test.each(icons)(
	'icon-contrast of $file in the $theme theme: 1.5 to 1',
	({ file, icon, background }) => {
		const place = path.join(root, path.dirname(file), icon.replace('file:', ''));
		const svg = readFileSync(place, 'utf8');
		const colours = [...svg.matchAll(/#[0-9a-f]{6}\b/gi)].map(([colour]) => colour);
		expect(Math.max(...colours.map((colour) => contrast(colour, background)))).toBeGreaterThan(1.5);
	},
);

test('no-monorepo', () => {
	expect(manifest.repository).not.toHaveProperty('directory');
	expect(manifest).not.toHaveProperty('workspaces');
});

test('no-hardcoded-ids: no source gives an ID of an account, partner or customer a fixed value', () => {
	const fixed =
		/\b(partner|affiliate|reseller|account|tenant|customer|client)[_-]?id['"]?\s*[:=]\s*['"`](?!['"`])/i;
	const files = globSync('{nodes,credentials}/**/*.ts', { cwd: root });
	const found = files.filter((file) => fixed.test(readFileSync(path.join(root, file), 'utf8')));
	expect(files).not.toEqual([]);
	expect(found).toEqual([]);
});

function everything(properties: INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => [
		property,
		...(property.options ?? []).flatMap((option) => {
			if ('values' in option) return everything((option as INodePropertyCollection).values);
			return 'type' in option ? everything([option as INodeProperties]) : [];
		}),
	]);
}

const twice = <T,>(values: T[]) => values.filter((value, at) => values.indexOf(value) !== at);

/** By WCAG 2. */
function contrast(one: string, other: string): number {
	const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a);
	return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
	const [red, green, blue] = [1, 3, 5].map((at) => {
		const part = parseInt(colour.slice(at, at + 2), 16) / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
