#!/usr/bin/env node
/**
 * `npm run scan`: what n8n's verification scanner will do with this package, before it is published.
 *
 * The scanner's own code and the rule versions it pins (tools/lint) look at both things it looks at: the
 * sources and the tarball. Left out is what exists only after publishing: provenance, and the fetching.
 */
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { missingFrom, packed } from './packed.mjs';
import { isStartedAs, rerunOn24, root, setup, setupFolder } from './setup.mjs';

export const tools = path.join(root, 'tools', 'lint');

/** Installs n8n's linter and scanner where they are missing or stale. */
export const setupTools = () => setupFolder(tools, "n8n's lint tools", '10 seconds');

/** The scanner's verdict on the sources that a release would be built from. */
export async function scanSources() {
	const { analyzePackage, SOURCE_FILE_PATTERNS } = await scanner();
	return await analyzePackage(root, SOURCE_FILE_PATTERNS);
}

/** The scanner's verdict on the files that `npm publish` would upload. */
async function scanTarball(files) {
	const { analyzePackage } = await scanner();
	const unpacked = mkdtempSync(path.join(tmpdir(), 'n8n-nodes-beeper-'));
	try {
		for (const file of files) cpSync(path.join(root, file), path.join(unpacked, file));
		return await analyzePackage(unpacked, ['**/*.js', 'package.json']);
	} finally {
		rmSync(unpacked, { recursive: true, force: true });
	}
}

async function scanner() {
	const from = createRequire(path.join(tools, 'package.json'));
	const file = from.resolve('@n8n/scan-community-package/scanner/scanner.mjs');
	return await import(pathToFileURL(file).href);
}

async function main() {
	await setup();
	await rerunOn24(import.meta.url);
	await setupTools();

	const files = existsSync(path.join(root, 'dist')) ? packed().files.map((file) => file.path) : [];
	const missing = missingFrom(files);
	const sources = await scanSources();
	const tarball = missing.length === 0 ? await scanTarball(files) : { passed: false };

	for (const { details } of [sources, tarball]) if (details) console.log(details);
	console.log(`Sources  ${sources.passed ? 'passed' : 'FAILED'}`);
	console.log(`Tarball  ${tarball.passed ? 'passed' : 'FAILED'} (${files.length} files)`);
	if (missing.length > 0) {
		console.log(`\nNot in the tarball: ${missing.join(', ')}. Run \`npm run build\` first.`);
	}
	process.exitCode = sources.passed && tarball.passed ? 0 : 1;
}

if (isStartedAs(import.meta.url)) await main();
