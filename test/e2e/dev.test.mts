import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cacheFolder } from '../../scripts/n8n.mjs';
import { commandIn } from '../documents/commands.mts';
import { files } from '../documents/documents.mts';
import { type Credential, Rest, until } from '../n8n/index.mts';
import { freePorts } from '../n8n/ports.mts';
import { typed } from './shell.mts';

test('npm run dev opens an n8n with the package, the stand-in, a credential for it, and the examples', async () => {
	const cache = cacheWithoutDev();
	using _cache = { [Symbol.dispose]: () => rmSync(cache, { recursive: true, force: true }) };
	// A port of its own: a developer's n8n may have the usual one.
	const [port] = await freePorts(1);
	const command = `${commandIn('CONTRIBUTING.md', /^npm run dev$/)} -- --port ${port}`;
	await using dev = typed(command, { env: { XDG_CACHE_HOME: cache } });
	const says = async (what: RegExp) =>
		await until(`npm run dev to say ${what}`, () => what.exec(dev.output)?.slice(1), {
			timeoutMs: 240_000,
			seen: () => dev.output,
		});
	await says(/Ctrl-C ends everything/);
	const [url] = await says(/^n8n +(http\S+)$/m);
	const [baseUrl] = await says(/^Beeper +(http\S+) /m);
	const [accessToken] = await says(/^token +(\S+)$/m);

	const rest = new Rest(url);
	await rest.signIn();
	const credentials = await rest.get<Credential[]>('/credentials');
	expect(credentials).toMatchObject([{ name: 'Beeper account', type: 'beeperApi' }]);
	const [{ id, name, type }] = credentials;
	const data = { baseUrl, accessToken };
	expect(
		await rest.post('/credentials/test', { credentials: { id, name, type, data } }),
	).toMatchObject({ status: 'OK' });
	const workflows = await rest.get<unknown[]>('/workflows');
	expect(workflows).toHaveLength(files('examples/*.json').length);

	dev.types('Hello from the terminal\n');
	const headers = { Authorization: `Bearer ${accessToken}` };
	await until('the line to be a message', async () => {
		const found = await fetch(`${baseUrl}/v1/messages/search?query=terminal`, { headers });
		return (await found.text()).includes('Hello from the terminal');
	});
	dev.interrupt();
	await dev.ended;
	await expect(fetch(url)).rejects.toThrow('fetch failed');
});

/** What is installed on this machine, without what `npm run dev` keeps there. */
function cacheWithoutDev(): string {
	const folder = mkdtempSync(path.join(tmpdir(), 'n8n-cache-'));
	const copy = path.join(folder, path.basename(cacheFolder()));
	mkdirSync(copy);
	for (const name of readdirSync(cacheFolder()).filter((one) => one !== 'dev'))
		symlinkSync(path.join(cacheFolder(), name), path.join(copy, name));
	return folder;
}
