import path from 'node:path';
import { loadOutputSchema } from 'n8n-core/dist/nodes-loader/output-schema-resolver.js';
import { staleFiles } from '../../scripts/docs/generated.mts';
import { documentedNodes, root } from '../../scripts/docs/nodes.mts';
import { withTables } from '../../scripts/docs/readme.mts';
import { schemaOf } from '../../scripts/docs/schema.mts';
import { hasOutput } from '../../scripts/docs/schemas.mts';

const nodes = documentedNodes();

test('documents and schemas say what the nodes say; if not, `npm run docs` mends it', () => {
	expect(staleFiles()).toEqual([]);
});

describe.each(nodes.map((node) => [node.label, node] as const))(
	'%s',
	(_, { folder, resources }) => {
		const operations = resources.flatMap((resource) => resource.operations);

		test.each(operations.map((one) => [`${one.resource}: ${one.value}`, one] as const))(
			'%s has a schema where n8n looks for it, and its test a recorded output',
			(name, operation) => {
				expect([name, hasOutput(operation)]).toEqual([name, true]);
				const schema = loadOutputSchema({
					nodeDir: path.join(root, 'dist', folder),
					version: 1,
					resource: operation.resource,
					operation: operation.value,
				});
				// Without a field the editor takes it for none at all.
				expect(schema).toMatchObject({ type: 'object', version: 1 });
				expect(Object.keys(schema?.properties ?? {})).not.toEqual([]);
			},
		);
	},
);

describe('the schema of several items', () => {
	test('has every field that one of them has, null only where all are', () => {
		expect(
			schemaOf([
				{ a: null, b: null },
				{ a: 'x', c: 1 },
				{ c: 1.5, d: true },
			]),
		).toEqual({
			type: 'object',
			properties: {
				a: { type: 'string' },
				b: { type: 'null' },
				c: { type: 'number' },
				d: { type: 'boolean' },
			},
		});
	});

	test('describes the entries of all their lists at once', () => {
		expect(schemaOf([{ list: [] }, { list: [{ a: 1 }] }, { list: [{ b: 'x' }] }])).toEqual({
			type: 'object',
			properties: {
				list: {
					type: 'array',
					items: {
						type: 'object',
						properties: { a: { type: 'integer' }, b: { type: 'string' } },
					},
				},
			},
		});
		expect(schemaOf([[]])).toEqual({ type: 'array' });
	});

	test('leaves out keys that the editor cannot write as an expression', () => {
		expect(schemaOf([{ 'image/*': 2, ok: 1 }])).toEqual({
			type: 'object',
			properties: { ok: { type: 'integer' } },
		});
	});
});

test('README asks for tables by the names of nodes', () => {
	const asking = (name: string) => `<!-- operations: ${name} --><!-- /operations -->`;
	expect(withTables(asking('beeper'), nodes)).toContain('| Message | [Send](');
	expect(() => withTables(asking('whisper'), nodes)).toThrow('"whisper", which is no node');
});
