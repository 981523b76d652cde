import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cacheFolder } from '../../scripts/n8n.mjs';
import { start } from '../double/start.mts';
import { commandIn } from '../documents/commands.mts';
import { files } from '../documents/documents.mts';
import { type Credential, Rest, until } from '../n8n/index.mts';
import { freePorts } from '../n8n/ports.mts';
import { typed } from './shell.mts';

test('npm run dev opens an n8n with the package, the stand-in, a credential for it, and the examples', async () => {
	await using dev = await opened();
	const [baseUrl] = await dev.says(/^Beeper +(http\S+) /m);
	const [accessToken] = await dev.says(/^token +(\S+)$/m);
	await expectFurnished(dev.url, baseUrl);

	dev.types('Hello from the terminal\n');
	const headers = { Authorization: `Bearer ${accessToken}` };
	await until('the line to be a message', async () => {
		const found = await fetch(`${baseUrl}/v1/messages/search?query=terminal`, { headers });
		return (await found.text()).includes('Hello from the terminal');
	});
	dev.interrupt();
	await dev.ended;
	await expect(fetch(dev.url)).rejects.toThrow('fetch failed');
});

describe('npm run dev -- --beeper', () => {
	test('uses the Beeper of the two variables, and does not print its token', async () => {
		await using desktop = await start();
		const { url, token } = desktop;
		const env = { BEEPER_BASE_URL: url, BEEPER_ACCESS_TOKEN: token };
		await using dev = await opened(['--beeper'], env);
		await dev.says(new RegExp(`^Beeper +${url} +\\(your own\\)$`, 'm'));
		await expectFurnished(dev.url, url);
		expect(dev.output).not.toContain(token);
	});

	test('without them says which it needs', async () => {
		await using dev = typed('npm run dev -- --beeper');
		expect(await dev.ended).toBe(2);
		expect(dev.output).toContain('--beeper needs BEEPER_BASE_URL and BEEPER_ACCESS_TOKEN');
	});
});

/** `npm run dev`, as far as that it waits for what is typed; with a cache in which it has not run before. */
async function opened(options: string[] = [], env: Record<string, string> = {}) {
	const cache = cacheWithoutDev();
	// Ports of its own: a developer's n8n and Beeper may have the usual ones.
	const [port, beeperPort] = await freePorts(2);
	const command = commandIn('CONTRIBUTING.md', /^npm run dev$/);
	const ports = ['--port', port, '--beeper-port', beeperPort];
	const dev = typed([command, '--', ...ports, ...options].join(' '), {
		env: { ...env, XDG_CACHE_HOME: cache },
	});
	const says = async (what: RegExp) =>
		await until(`npm run dev to say ${what}`, () => what.exec(dev.output)?.slice(1), {
			timeoutMs: 240_000,
			seen: () => dev.output,
		});
	const end = async () => {
		await dev[Symbol.asyncDispose]();
		rmSync(cache, { recursive: true, force: true });
	};
	try {
		await says(/Ctrl-C ends everything/);
		const [url] = await says(/^n8n +(http\S+)$/m);
		return Object.assign(Object.create(dev) as typeof dev, {
			url,
			says,
			[Symbol.asyncDispose]: end,
		});
	} catch (error) {
		await end();
		throw error;
	}
}

/** The one credential is for this Beeper and works, and the examples are there. */
async function expectFurnished(url: string, baseUrl: string) {
	const rest = new Rest(url);
	await rest.signIn();
	const credentials = await rest.get<Credential[]>('/credentials');
	expect(credentials).toMatchObject([{ name: 'Beeper account', type: 'beeperApi' }]);
	const [{ id, name, type }] = credentials;
	// As the editor has it: n8n puts the saved token in for what it does not show.
	const saved = await rest.get<{ data: Record<string, string> }>(
		`/credentials/${id}?includeData=true`,
	);
	expect(saved.data.baseUrl).toBe(baseUrl);
	expect(
		await rest.post('/credentials/test', { credentials: { id, name, type, data: saved.data } }),
	).toMatchObject({ status: 'OK' });
	const workflows = await rest.get<unknown[]>('/workflows');
	expect(workflows).toHaveLength(files('examples/*.json').length);
}

/** What is installed on this machine, without what `npm run dev` keeps there. */
function cacheWithoutDev(): string {
	const folder = mkdtempSync(path.join(tmpdir(), 'n8n-cache-'));
	const copy = path.join(folder, path.basename(cacheFolder()));
	mkdirSync(copy);
	for (const name of readdirSync(cacheFolder()).filter((one) => one !== 'dev'))
		symlinkSync(path.join(cacheFolder(), name), path.join(copy, name));
	return folder;
}
