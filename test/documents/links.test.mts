import { existsSync } from 'node:fs';
import path from 'node:path';
import { headings, read, root } from './documents.mts';
import { clickable, isExample, isOwn, links, PUBLISHED, repository } from './links.mts';

/**
 * Every page of others that is linked to, and what it is meant to be. Look at a new one before it comes into this list;
 * .github/workflows/links.yml looks whether they are still there.
 */
const PAGES: Record<string, string> = {
	'https://developers.beeper.com': "Beeper's API, for developers",
	'https://discord.com/app': 'where Discord is signed in to, as an example of such an address',
	'https://docs.n8n.io/code/expressions/':
		'how expressions are written; n8n’s lint wants this very address',
	'https://docs.n8n.io/deploy/host-n8n/configure-n8n/scaling/enable-queue-mode/':
		'how n8n is set up with workers',
	'https://keepachangelog.com/en/1.1.0/': 'the form of CHANGELOG.md',
	'https://n8n.io': 'n8n',
	'https://www.beeper.com': 'Beeper',
	'http://www.w3.org/2000/svg': 'the name of SVG in XML, which nobody opens',
};

/** Pages that GitHub makes for a repository. */
const MADE_BY_GITHUB = ['/issues', '.git'];

const others = links().filter(({ url }) => !isOwn(url) && !isExample(url));

test.each([...new Set(others.map(({ url }) => url))])(
	'%s is a page that somebody looked at',
	(url) => {
		expect([url, Object.keys(PAGES).includes(url)]).toEqual([url, true]);
	},
);

test('the list has no page that nothing links to', () => {
	expect(others.map(({ url }) => url)).toEqual(expect.arrayContaining(Object.keys(PAGES)));
});

test.each(links().filter(({ url }) => isOwn(url)))(
	'$file: $url is in this repository',
	({ url }) => {
		const [place, heading] = url.slice(repository.length).split('#');
		if (MADE_BY_GITHUB.includes(place)) return;
		const [, file = 'README.md'] = /^(?:\/(?:blob|tree)\/main\/(.+))?$/.exec(place) ?? [
			place,
			place,
		];
		expect([url, existsSync(path.join(root, file))]).toEqual([url, true]);
		// GitHub's own name for a README as a whole.
		if (heading && heading !== 'readme') expect(headings(file)).toContain(heading);
	},
);

test('the nodes and the credential link to the documents', () => {
	const own = links().filter(({ url }) => isOwn(url));
	expect([...new Set(own.map(({ file }) => file))]).toEqual(
		expect.arrayContaining([
			'package.json',
			'credentials/BeeperApi.credentials.ts',
			'nodes/Beeper/Beeper.node.json',
			'nodes/BeeperAdmin/BeeperAdmin.node.json',
			'nodes/BeeperTrigger/BeeperTrigger.node.json',
		]),
	);
});

test('addresses of the reader’s own machines cannot be clicked', () => {
	expect(clickable().filter(({ url }) => isExample(url))).toEqual([]);
});

test('the weekly check looks at the same files', () => {
	const workflow = read('.github/workflows/links.yml');
	for (const pattern of ['*.md', 'docs/**/*.md', 'test/**/*.md', 'tools/*/*.md', ...PUBLISHED])
		expect(workflow).toContain(`'${pattern}'`);
});
