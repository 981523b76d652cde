#!/usr/bin/env node
/**
 * `npm run pack:list`: lists what `npm pack` would ship, and fails on anything but dist/ and documents, on
 * sources, tests and pictures other than the icons.
 */
import { spawnSync } from 'node:child_process';
import { root } from './setup.mjs';

const DOCUMENT = /^(README|CHANGELOG|LICENSE)\.md$|^package\.json$/;
const SHIPPED = /^dist\/(credentials|nodes)\/.+\.(js|js\.map|d\.ts|json)$|^dist\/icons\/[\w.]+\.svg$/;

const { stdout, status, stderr } = spawnSync(
	'npm',
	['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=error'],
	{ cwd: root, encoding: 'utf8', shell: process.platform === 'win32' },
);
if (status !== 0) throw new Error(stderr);
const [{ files, size, unpackedSize }] = JSON.parse(stdout);

const wrong = files.filter(({ path }) => !DOCUMENT.test(path) && !SHIPPED.test(path));
for (const { path, size: bytes } of files) console.log(`${String(bytes).padStart(8)}  ${path}`);
console.log(`${files.length} files, ${Math.round(size / 1000)} kB packed, ${Math.round(unpackedSize / 1000)} kB unpacked`);
if (wrong.length > 0) {
	console.error(`\nThese must not be in the package:\n${wrong.map(({ path }) => `  ${path}`).join('\n')}`);
	process.exitCode = 1;
}
