import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const root = path.resolve(import.meta.dirname, '../..');

/**
 * The areas of `nodes/shared`, from the ground up: a file imports its own area and those before it. A folder inside
 * an area (`api/errors`) belongs to the area, unless it is listed itself.
 */
const AREAS = [
	'values',
	'fields',
	'model',
	'api',
	'operation',
	'live/feed',
	'live/mirror',
	'live',
	'listSearch',
	'files',
	'send',
	'question',
];

/** Areas that could be published by themselves: they import nothing from outside, n8n-workflow included. */
const SELF_CONTAINED = ['live/feed'];

const nodes = ['Beeper', 'BeeperAdmin', 'BeeperTrigger'];

const files = globSync('{nodes,credentials}/**/*.ts', { cwd: root }).sort();
const imports = new Map(files.map((file) => [file, importsOf(file)]));

/** What a file imports, types too: files as paths from the root, packages by name. */
function importsOf(file: string): string[] {
	const { importedFiles } = ts.preProcessFile(readFileSync(path.join(root, file), 'utf8'));
	return importedFiles.map(({ fileName }) => {
		if (!fileName.startsWith('.')) return fileName;
		const target = path.join(path.dirname(file), fileName);
		const found = [`${target}.ts`, `${target}/index.ts`].find((one) => files.includes(one));
		return found ?? target;
	});
}

/** The place of a file among the areas; -1 for a file outside of `nodes/shared`. */
function areaOf(file: string): number {
	const within = AREAS.filter((area) => file.startsWith(`nodes/shared/${area}/`));
	return AREAS.indexOf(within.sort((a, b) => b.length - a.length)[0]);
}

/** The imports of one kind that break a rule, as "from → to". */
function offences(isOffence: (from: string, to: string) => boolean): string[] {
	return [...imports].flatMap(([from, names]) =>
		names.filter((to) => isOffence(from, to)).map((to) => `${from} → ${to}`),
	);
}

/** A circle of imports, in order; `undefined` where there is none. */
function circle(): string[] | undefined {
	const done = new Set<string>();
	const visit = (file: string, way: string[]): string[] | undefined => {
		if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
		if (done.has(file)) return undefined;
		for (const next of imports.get(file) ?? []) {
			const found = visit(next, [...way, file]);
			if (found) return found;
		}
		done.add(file);
		return undefined;
	};
	for (const file of files) {
		const found = visit(file, []);
		if (found) return found;
	}
	return undefined;
}

test('every file of nodes/shared is in an area, and every area has files', () => {
	const shared = files.filter((file) => file.startsWith('nodes/shared/'));
	expect(shared.filter((file) => areaOf(file) < 0)).toEqual([]);
	const used = new Set(shared.map(areaOf));
	expect(AREAS.filter((_, at) => !used.has(at))).toEqual([]);
});

test.each(files)('%s imports its own area and those below it, and no other node', (file) => {
	const nodeOf = (one: string) => nodes.find((node) => one.startsWith(`nodes/${node}/`));
	const isUpward = (to: string) =>
		areaOf(file) >= 0 && to.includes('/') && (areaOf(to) < 0 || areaOf(to) > areaOf(file));
	const isOtherNode = (to: string) =>
		nodeOf(file) !== undefined && nodeOf(to) !== undefined && nodeOf(file) !== nodeOf(to);
	expect(imports.get(file)!.filter((to) => isUpward(to) || isOtherNode(to))).toEqual([]);
});

test('no file imports itself in a circle, types included', () => {
	expect(circle()).toBeUndefined();
});

test.each(SELF_CONTAINED)('%s imports nothing from outside itself', (area) => {
	const isOutside = (from: string, to: string) =>
		from.startsWith(`nodes/shared/${area}/`) && !to.startsWith(`nodes/shared/${area}/`);
	expect(offences(isOutside)).toEqual([]);
});

test('what ships imports n8n-workflow and crypto, and no test or script', () => {
	const isForeign = (_: string, to: string) =>
		!/^(nodes|credentials)\/|^(n8n-workflow|crypto)$/.test(to);
	expect(offences(isForeign)).toEqual([]);
});

test('an operation imports no other operation or resource', () => {
	const isOther = (from: string, to: string) =>
		/\/resources\/\w+\/(?!index\.ts)/.test(from) && to.includes('/resources/');
	expect(offences(isOther)).toEqual([]);
});

test('the stand-in imports nothing from nodes/', () => {
	for (const file of globSync('test/double/**/*.mts', { cwd: root })) {
		const source = readFileSync(path.join(root, file), 'utf8');
		expect([file, /from '[^']*\/(nodes|credentials|dist)\//.test(source)]).toEqual([file, false]);
	}
});

test('nothing that ships uses emitError: n8n would give the trigger up for good', () => {
	for (const file of files) {
		expect(readFileSync(path.join(root, file), 'utf8')).not.toContain('emitError');
	}
});
