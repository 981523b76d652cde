import { existsSync } from 'node:fs';
import path from 'node:path';
import { documents, headings, read, root } from './documents.mts';

describe.each(documents)('%s', (document) => {
	const text = read(document);

	test('links only to files and headings that exist', () => {
		const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link);
		for (const link of links.filter((target) => !/^[a-z]+:/.test(target))) {
			const [file, heading] = link.split('#');
			const target = file ? path.join(path.dirname(document), file) : document;
			expect([link, existsSync(path.join(root, target))]).toEqual([link, true]);
			if (heading) expect(headings(target)).toContain(heading);
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
});

test('CONTRIBUTING shows the operation as it is', () => {
	const source = read('nodes/Beeper/resources/chat/markRead.ts');
	const [, shown] = /```ts\n([\s\S]+?)```/.exec(read('CONTRIBUTING.md')) ?? [];
	expect(source).toContain(shown);
});
