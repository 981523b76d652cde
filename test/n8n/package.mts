import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../..');

/** The package as `npm publish` would upload it. */
export interface Tarball {
	file: string;
	name: string;
	version: string;
}

/** Where n8n's installer for community packages puts the package. */
export const installedIn = (userFolder: string): string =>
	path.join(userFolder, '.n8n/nodes/node_modules/n8n-nodes-beeper');

/** Packs what is built into dist/. */
export async function packTarball(): Promise<Tarball> {
	const folder = mkdtempSync(path.join(tmpdir(), 'n8n-nodes-beeper-tarball-'));
	const args = ['pack', '--json', '--ignore-scripts', '--loglevel=error', '--pack-destination'];
	const { stdout } = await run('npm', [...args, folder], { cwd: root });
	// A list of packages up to npm 11, an object of them from npm 12.
	const [{ filename, name, version }] = Object.values(
		JSON.parse(stdout) as Array<Tarball & { filename: string }>,
	);
	return { file: path.join(folder, path.basename(filename)), name, version };
}

/**
 * A folder with an `npm` for n8n's search path that has this one package in its registry. n8n's own installer
 * for community packages asks npm for three things: the version, the tarball, and the packages it depends on.
 * The first two are answered from the tarball; everything else is npm's own.
 */
export function npmWith({ file, name, version }: Tarball, folder: string): string {
	const bin = path.join(folder, 'npm-with-tarball');
	mkdirSync(bin, { recursive: true });
	const copy = path.join(bin, path.basename(file));
	cpSync(file, copy);
	const script = `#!/bin/sh
# $1 and $2 are what n8n asks for: "view ${name}@…" or "pack ${name}@…".
case "$1 $2" in
"view ${name}@"*) echo '"${version}"'; exit ;;
"pack ${name}@"*) cp '${copy}' . && echo '${path.basename(file)}'; exit ;;
esac
PATH=$(printf %s "$PATH" | sed 's|^[^:]*:||')
exec npm "$@"
`;
	writeFileSync(path.join(bin, 'npm'), script, { mode: 0o755 });
	return bin;
}
