import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { INodeProperties, INodePropertyCollection, INodeType } from 'n8n-workflow';

/**
 * Rules that n8n has announced for the lint of community nodes, and that its published linter does not have yet:
 * found there later, they would be found when a version is to be verified.
 */
const root = path.resolve(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);
const { n8n } = require(path.join(root, 'package.json')) as { n8n: { nodes: string[] } };
const nodes = n8n.nodes.map((file) => {
	const [Type] = Object.values(
		require(path.join(root, file)) as Record<string, new () => INodeType>,
	);
	const codex = file.replace('dist/', '').replace('.js', '.json');
	return {
		folder: path.dirname(path.join(root, file)),
		description: new Type().description,
		codex: JSON.parse(readFileSync(path.join(root, codex), 'utf8')) as Record<string, unknown>,
	};
});

describe.each(nodes)('$description.displayName', ({ description, codex, folder }) => {
	test('single-credential-per-node', () => {
		expect(description.credentials).toHaveLength(1);
	});

	test('valid-codex-categories, no-codex-subcategories', () => {
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

	test('open-ended-node-fields: no optional JSON at the top', () => {
		const open = description.properties.filter(
			({ type, required }) => type === 'json' && !required,
		);
		expect(open.map(({ name }) => name)).toEqual([]);
	});

	test.each([
		['light', '#ffffff'],
		['dark', '#2b2b2b'],
	] as const)('icon-contrast in the %s theme: 1.5 to 1', (theme, background) => {
		const icon = (description.icon as { light: string; dark: string })[theme].replace('file:', '');
		const svg = readFileSync(path.join(folder, icon), 'utf8');
		const colours = [...svg.matchAll(/#[0-9a-f]{6}\b/gi)].map(([colour]) => colour);
		expect(Math.max(...colours.map((colour) => contrast(colour, background)))).toBeGreaterThan(1.5);
	});
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
