#!/usr/bin/env node
/**
 * `npm run dev`: a real n8n in the browser with this package in it, the stand-in Beeper beside it, a credential
 * that connects the two, and the examples imported. Builds and loads again when a source file changes.
 *
 *   --beeper             your own Beeper instead: BEEPER_BASE_URL and BEEPER_ACCESS_TOKEN
 *   --port 5678          where n8n listens
 *   --beeper-port 23373  where the stand-in listens; a free one if it is taken
 *   --fresh              forget the n8n of last time: workflows, credentials, executions
 *
 * Whatever you type there is what a friend writes to you in the stand-in. Ctrl-C ends everything.
 */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { cacheFolder, installedN8n } from './n8n.mjs';
import { rerunOn24, setup } from './setup.mjs';

const FRIEND = 'Mara Lindqvist';

const { values } = parseArgs({
	options: {
		beeper: { type: 'boolean', default: false },
		port: { type: 'string', default: '5678' },
		'beeper-port': { type: 'string', default: '23373' },
		fresh: { type: 'boolean', default: false },
	},
});

await setup();
await rerunOn24(import.meta.url);
// Typed files, which only Node 24 can run: not before it is certain that this is one.
const { start } = await import('../test/double/start.mts');
const { installedIn, N8n, OWNER } = await import('../test/n8n/index.mts');
const { furnish } = await import('./dev/furnish.mts');
const { onChange, copyInto } = await import('./dev/reload.mjs');

const step = (text) => console.log(`· ${text}`);
const userFolder = path.join(cacheFolder(), 'dev');
if (values.fresh) rmSync(userFolder, { recursive: true, force: true });

await installedN8n();
step('Building');
if ((await build()) !== 0) process.exit(1);
const { beeper, desktop } = await beeperToUse();

const packageFolder = installedIn(userFolder);
copyInto(packageFolder);
step('Starting n8n (the first time it makes its database)');
const n8n = await N8n.start({
	userFolder,
	port: Number(values.port),
	env: { N8N_DEV_RELOAD: 'true', N8N_LOG_LEVEL: 'warn' },
});
const { imported } = await furnish(n8n, beeper);
step(imported > 0 ? `Imported ${imported} examples` : 'The examples are there already');
onChange(async () => {
	if ((await build()) !== 0) return;
	copyInto(packageFolder);
	step('Built; n8n loads it by itself. Publish a running workflow again to have its trigger anew.');
});

console.log(`
n8n       ${n8n.url}
          ${OWNER.email} / ${OWNER.password}
Beeper    ${beeper.baseUrl}  (${desktop ? 'the stand-in' : 'your own'})
token     ${desktop ? beeper.accessToken : 'yours, in the credential "Beeper account"'}
`);
if (desktop) {
	console.log(`Type a line, and ${FRIEND} writes it to you on WhatsApp.`);
	createInterface({ input: process.stdin }).on('line', (line) => {
		if (line.trim()) desktop.friend(FRIEND).writes(line);
	});
}
console.log('Ctrl-C ends everything.');

for (const signal of ['SIGINT', 'SIGTERM']) {
	process.once(signal, async () => {
		await n8n.stop();
		await desktop?.close();
		process.exit(0);
	});
}

/** The credential's data, and the stand-in if it is the one. */
async function beeperToUse() {
	const { BEEPER_BASE_URL: baseUrl, BEEPER_ACCESS_TOKEN: accessToken } = process.env;
	if (values.beeper) {
		if (baseUrl && accessToken) return { beeper: { baseUrl, accessToken } };
		console.error(
			'--beeper needs BEEPER_BASE_URL and BEEPER_ACCESS_TOKEN, both of your own Beeper.',
		);
		process.exit(2);
	}
	const port = Number(values['beeper-port']);
	const desktop = await start({ port }).catch((error) => {
		if (error.code !== 'EADDRINUSE') throw error;
		step(`Port ${port} is taken, perhaps by your own Beeper: the stand-in has another one`);
		return start();
	});
	return { beeper: { baseUrl: desktop.url, accessToken: desktop.token }, desktop };
}
