import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const documents = [
	'README.md',
	'CONTRIBUTING.md',
	...globSync('{docs,test,tools}/**/*.md', { cwd: root }),
].filter((file) => !file.includes('node_modules'));
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

describe.each(documents)('%s', (document) => {
	const text = read(document);

	test('links only to files and headings that exist', () => {
		const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link);
		for (const link of links.filter((target) => !/^[a-z]+:/.test(target))) {
			const [file, heading] = link.split('#');
			const target = file ? path.join(path.dirname(document), file) : document;
			expect([link, existsSync(path.join(root, target))]).toEqual([link, true]);
			if (heading) expect(headings(read(target))).toContain(heading);
		}
	});

	test('names only paths of this repository that exist', () => {
		const named = [
			...text.matchAll(
				/`((?:nodes|credentials|test|scripts|examples|docs|tools|icons)\/[\w./-]+)`/g,
			),
		];
		for (const [, file] of named)
			expect([file, existsSync(path.join(root, file))]).toEqual([file, true]);
	});

	test('names only npm scripts that exist', () => {
		for (const [, name] of text.matchAll(/npm run ([\w:]+)/g))
			expect(Object.keys(scripts)).toContain(name);
	});
});

test('CONTRIBUTING shows the operation as it is', () => {
	const source = read('nodes/Beeper/resources/chat/markRead.ts');
	const [, shown] = /```ts\n([\s\S]+?)```/.exec(read('CONTRIBUTING.md')) ?? [];
	expect(source).toContain(shown);
});

/** The anchors that GitHub gives the headings of a document. */
function headings(text: string): string[] {
	return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
		title
			.toLowerCase()
			.replace(/[^\w\s-]/g, '')
			.replace(/\s/g, '-'),
	);
}
