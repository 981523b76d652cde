#!/usr/bin/env node
/**
 * `npm run test:e2e [-- jest's arguments]`: installs what is missing, n8n itself included, builds, and runs the
 * tests that start a real n8n with the packed package in it (test/e2e), against the stand-in Beeper Desktop.
 */
import path from 'node:path';
import { build } from './build.mjs';
import { installedChromium } from './chromium.mjs';
import { installedN8n } from './n8n.mjs';
import { rerunOn24, root, run24, setup } from './setup.mjs';

await setup();
await rerunOn24(import.meta.url);
await installedN8n();
// Said before the tests begin, where all of them are to run.
if (process.argv.length === 2) await installedN8n('n8n-oldest');
try {
	installedChromium();
} catch (error) {
	// Only the tests of the editor need it, and they fail without it.
	console.warn(error.message);
}
const jest = path.join(root, 'node_modules/jest/bin/jest.js');
const args = ['--config', 'jest.e2e.config.js', ...process.argv.slice(2)];
process.exitCode = (await build()) || (await run24([jest, ...args]));
