import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commandIn } from './commands.mts';
import { root } from './documents.mts';

/** The commands of docs/releasing.md that change something, in a folder of the test's own. */
describe('a release', () => {
	let folder: string;
	beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'release-'))));
	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	const bash = (command: string, cwd = folder) =>
		execFileSync('bash', ['-ec', command], { cwd, encoding: 'utf8', stdio: 'pipe' });
	const versionIn = (file: string) =>
		(JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as { version: string }).version;

	test('has the next version in package.json and the lockfile, and no tag yet', () => {
		for (const file of ['package.json', 'package-lock.json'])
			cpSync(path.join(root, file), path.join(folder, file));
		const before = versionIn('package.json').split('.').map(Number);
		bash(commandIn('docs/releasing.md', /^npm version/));
		const after = [before[0], before[1], before[2] + 1].join('.');
		expect([versionIn('package.json'), versionIn('package-lock.json')]).toEqual([after, after]);
	});

	test('is a tag that is pushed with main', () => {
		bash(`git init -q --bare far.git && git init -q -b main clone && cd clone &&
			git -c user.name=n -c user.email=e commit -q --allow-empty -m first && git remote add origin ../far.git`);
		const clone = path.join(folder, 'clone');
		bash(commandIn('docs/releasing.md', /^git tag/), clone);
		expect(bash('git -C far.git for-each-ref --format="%(refname)"').trim().split('\n')).toEqual([
			'refs/heads/main',
			'refs/tags/0.1.0',
		]);
	});
});
