import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** What a source file imports, relative paths as paths from the root. */
function imports(file: string): string[] {
	const source = readFileSync(path.join(root, file), 'utf8');
	return [...source.matchAll(/^(?:import|export)\b[^;]*?\bfrom '([^']+)'/gm)].map(([, name]) =>
		name.startsWith('.') ? path.join(path.dirname(file), name) : name,
	);
}

const inFolder = (glob: string) => globSync(glob, { cwd: root }).map((file) => [file]);

/** Arrows point downward only; strict lint allows no rule of our own, so this is a test. */
describe('layers', () => {
	test.each(inFolder('{nodes,credentials}/**/*.ts'))(
		'%s imports no test, script or example, and n8n-workflow or crypto alone',
		(file) => {
			for (const name of imports(file)) {
				expect(name).toMatch(/^(nodes|credentials)\/|^(n8n-workflow|crypto)$/);
			}
		},
	);

	test.each(inFolder('nodes/**/feed/*.ts'))('%s imports nothing outside the feed', (file) => {
		for (const name of imports(file)) expect(path.dirname(name)).toBe(path.dirname(file));
	});

	test.each(inFolder('nodes/**/mirror/*.ts'))('%s imports nothing outside the mirror', (file) => {
		for (const name of imports(file)) {
			if (name !== 'n8n-workflow') expect(path.dirname(name)).toBe(path.dirname(file));
		}
	});

	test.each(inFolder('nodes/**/station/*.ts'))('%s knows nothing of a single trigger', (file) => {
		for (const name of imports(file)) expect(name).not.toMatch(/\/(subscription|fields|choice)\b/);
	});

	test.each(inFolder('test/double/**/*.mts'))('%s imports nothing from nodes/', (file) => {
		for (const name of imports(file)) expect(name).not.toMatch(/^(nodes|credentials|dist)\//);
	});

	test.each(inFolder('nodes/*/resources/*/*.ts'))(
		'%s imports no other operation or resource',
		(file) => {
			if (file.endsWith('/index.ts')) return;
			for (const name of imports(file)) expect(name).not.toContain('/resources/');
		},
	);

	test.each(inFolder('nodes/*/{fields,shared,listSearch,loadOptions}/*.ts'))(
		'%s imports no operation',
		(file) => {
			for (const name of imports(file)) expect(name).not.toContain('/resources');
		},
	);

	test.each(inFolder('nodes/*/{shared,fields}/*.ts'))('%s imports no list search', (file) => {
		for (const name of imports(file)) expect(name).not.toMatch(/\/(listSearch|loadOptions)\//);
	});
});

test('nothing that ships uses emitError: n8n would give the trigger up for good', () => {
	for (const [file] of inFolder('nodes/**/*.ts')) {
		expect(readFileSync(path.join(root, file), 'utf8')).not.toContain('emitError');
	}
});
