#!/usr/bin/env node
/** `npm run format`: Prettier over everything, with what it needs installed. `-- --check` writes nothing. */
import path from 'node:path';
import { isStartedAs, root, run24, setup } from './setup.mjs';

/** Formats all files, or only looks whether they are formatted; resolves with Prettier's exit code. */
export async function format({ isCheck }) {
	const prettier = path.join(root, 'node_modules/prettier/bin/prettier.cjs');
	return await run24([prettier, '--log-level=warn', isCheck ? '--check' : '--write', '.']);
}

if (isStartedAs(import.meta.url)) {
	const unknown = process.argv.slice(2).filter((argument) => argument !== '--check');
	if (unknown.length > 0) {
		console.error(`Unknown: ${unknown.join(' ')}. Usage: npm run format [-- --check]`);
		process.exit(2);
	}
	await setup();
	process.exitCode = await format({ isCheck: process.argv.includes('--check') });
}
