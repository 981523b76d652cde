#!/usr/bin/env node
/**
 * `npm run docs`: writes what the nodes say about themselves into docs/operations.md, the tables in
 * README.md, and the `__schema__` folders from which n8n's editor previews an output. `-- --check` writes
 * nothing and fails when one of them is stale; so does test/unit/generated.test.mts.
 */
import { build } from './build.mjs';
import { rerunOn24, setup } from './setup.mjs';

const unknown = process.argv.slice(2).filter((argument) => argument !== '--check');
if (unknown.length > 0) {
	console.error(`Unknown: ${unknown.join(' ')}. Usage: npm run docs [-- --check]`);
	process.exit(2);
}
await setup();
await rerunOn24(import.meta.url);
process.exitCode = (await build()) || (await docs(process.argv.includes('--check')));

async function docs(isCheck) {
	// Typed files, which only Node 24 can run: not before it is certain that this is one.
	const { staleFiles, writeFiles } = await import('./docs/generated.mts');
	const stale = staleFiles();
	if (!isCheck) writeFiles();
	for (const file of stale) console.log(`${isCheck ? 'stale  ' : 'written'}  ${file}`);
	if (stale.length === 0) console.log('Everything that is generated is up to date.');
	return isCheck && stale.length > 0 ? 1 : 0;
}
