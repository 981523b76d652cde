#!/usr/bin/env node
/**
 * `npm run bench -- <name>`: one of the measurements in scripts/bench/, with what they need installed and built.
 * docs/benchmarks.md says what each measures. They reach nothing but this machine, except `actions`, which
 * gets n8n's HTTP Request node from npm once.
 */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { build } from './build.mjs';
import { root, run24, setup } from './setup.mjs';

const folder = path.join(root, 'scripts', 'bench');
const [name = '', ...rest] = process.argv.slice(2);
const script = path.join(folder, `${name}.mjs`);

if (!/^[\w-]+$/.test(name) || !existsSync(script)) {
	const names = readdirSync(folder).filter((file) => file.endsWith('.mjs'));
	const known = names.map((file) => path.basename(file, '.mjs')).join(', ');
	console.error(`Usage: npm run bench -- <name> [options]. There is: ${known}.`);
	process.exit(2);
}
await setup();
// Collecting garbage between two runs keeps one's leftovers from being charged to the next.
process.exitCode = (await build()) || (await run24(['--expose-gc', script, ...rest]));
