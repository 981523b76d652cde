import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { env24, root } from './setup.mjs';

/** What npm would pack, without packing it: `files` (each with `path` and `size`), `size`, `unpackedSize`. */
export function packed() {
	const { status, stdout, stderr } = spawnSync(
		'npm',
		['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=error'],
		{ cwd: root, env: env24(), encoding: 'utf8', shell: process.platform === 'win32' },
	);
	if (status !== 0) throw new Error(`npm pack failed:\n${stderr}`);
	// A list of packages up to npm 11, an object of them from npm 12.
	return Object.values(JSON.parse(stdout))[0];
}

/** The nodes and credentials that package.json promises and a list of paths lacks. */
export function missingFrom(paths) {
	const { n8n } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
	return [...n8n.nodes, ...n8n.credentials].filter((file) => !paths.includes(file));
}
