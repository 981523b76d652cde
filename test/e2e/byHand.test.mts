import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ICredentialType, INodeTypeDescription } from 'n8n-workflow';
import { commandIn, settingsIn } from '../documents/commands.mts';
import { installedIn, N8n } from '../n8n/index.mts';
import { run } from './shell.mts';

/** The package that README's commands install, in a home of its own; and n8n as it starts there. */
let home: string;
let n8n: N8n | undefined;
beforeAll(async () => {
	home = mkdtempSync(path.join(tmpdir(), 'n8n-home-'));
	await run(`${commandIn('README.md', /^npm pack$/)} --pack-destination ${home}`);
	const [tarball] = readdirSync(home).filter((name) => name.endsWith('.tgz'));
	const install = commandIn('README.md', /the-file\.tgz$/);
	await run(install.replace('/path/to/the-file.tgz', path.join(home, tarball)), {
		cwd: home,
		// It needs nothing from the network; npm would ask there for weaknesses and for a newer npm.
		env: { HOME: home, npm_config_offline: 'true', npm_config_audit: 'false' },
	});
	// n8n's user folder is the home of its user, where nothing else is said.
	n8n = await N8n.start({ userFolder: home, isByHand: true });
});
afterAll(async () => {
	await n8n?.[Symbol.asyncDispose]();
	rmSync(home, { recursive: true, force: true });
});

const EXCLUDED_BY_N8N = ['n8n-nodes-base.executeCommand', 'n8n-nodes-base.localFileTrigger'];

describe('as README says to install it by hand', () => {
	test('npm puts the package, and nothing else, where n8n looks', () => {
		const modules = path.dirname(installedIn(home));
		expect(readdirSync(modules).filter((name) => !name.startsWith('.'))).toEqual([
			'n8n-nodes-beeper',
		]);
		expect(existsSync(path.join(installedIn(home), 'dist'))).toBe(true);
	});

	test('n8n has its three nodes and its credential', async () => {
		expect(await nodes()).toEqual(
			expect.arrayContaining([
				'n8n-nodes-beeper.beeper',
				'n8n-nodes-beeper.beeperAdmin',
				'n8n-nodes-beeper.beeperTrigger',
			]),
		);
		const credentials = await loaded<ICredentialType>('credentials');
		expect(credentials.map(({ name }) => name)).toContain('beeperApi');
	});

	test('what docs/security.md says n8n excludes by itself is not there', async () => {
		for (const name of EXCLUDED_BY_N8N) expect(await nodes()).not.toContain(name);
	});
});

describe('with the NODES_EXCLUDE of docs/security.md', () => {
	beforeAll(async () => {
		// As a shell reads it, with its quotation marks.
		const { NODES_EXCLUDE: written } = settingsIn('docs/security.md');
		const value = await run(`NODES_EXCLUDE=${written}; printf %s "$NODES_EXCLUDE"`);
		await n8n!.stop();
		await n8n!.startAgain({ NODES_EXCLUDE: value });
	});

	test('Beeper Admin is not there, nor what n8n excludes by itself; the others are', async () => {
		const names = await nodes();
		for (const name of ['n8n-nodes-beeper.beeperAdmin', ...EXCLUDED_BY_N8N])
			expect(names).not.toContain(name);
		expect(names).toEqual(
			expect.arrayContaining([
				'n8n-nodes-beeper.beeper',
				'n8n-nodes-beeper.beeperTrigger',
				'n8n-nodes-base.httpRequest',
			]),
		);
	});
});

const nodes = async () => (await loaded<INodeTypeDescription>('nodes')).map(({ name }) => name);

/** What the editor loads at its start. */
async function loaded<T>(what: 'nodes' | 'credentials'): Promise<T[]> {
	const { cookie } = n8n!.rest;
	const response = await fetch(`${n8n!.url}/types/${what}.json`, { headers: { cookie } });
	return (await response.json()) as T[];
}
