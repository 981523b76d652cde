#!/usr/bin/env node
/**
 * `npm run pack:list`: lists what `npm pack` would ship, and fails on anything but dist/ and documents, on
 * sources, tests and pictures other than the icons, and when a node or credential is not in it.
 */
import { missingFrom, packed } from './packed.mjs';

const DOCUMENT = /^(README|CHANGELOG|LICENSE)\.md$|^package\.json$/;
const SHIPPED =
	/^dist\/(credentials|nodes)\/.+\.(js|js\.map|d\.ts|json)$|^dist\/icons\/[\w.]+\.svg$/;

const { files, size, unpackedSize } = packed();
for (const { path, size: bytes } of files) console.log(`${String(bytes).padStart(8)}  ${path}`);
const [kB, unpackedKB] = [size, unpackedSize].map((bytes) => Math.round(bytes / 1000));
console.log(`${files.length} files, ${kB} kB packed, ${unpackedKB} kB unpacked`);

const paths = files.map(({ path }) => path);
const wrong = paths.filter((path) => !DOCUMENT.test(path) && !SHIPPED.test(path));
const missing = missingFrom(paths);
if (wrong.length > 0) complain('These must not be in the package:', wrong);
if (missing.length > 0) complain('Not in the package. Run `npm run build` first:', missing);

function complain(what, paths) {
	console.error(`\n${what}\n${paths.map((path) => `  ${path}`).join('\n')}`);
	process.exitCode = 1;
}
