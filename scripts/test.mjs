#!/usr/bin/env node
/**
 * `npm test [-- jest's arguments]`: installs what is missing, builds, checks the types of the tests, and
 * runs them. They test what ships: dist/, on n8n's real engine, against the stand-in Beeper Desktop.
 */
import path from 'node:path';
import { build } from './build.mjs';
import { root, run24, setup } from './setup.mjs';

await setup();
const modules = path.join(root, 'node_modules');
process.exitCode =
	(await build()) ||
	(await run24([path.join(modules, 'typescript/bin/tsc'), '-p', 'test'])) ||
	(await run24([path.join(modules, 'jest/bin/jest.js'), ...process.argv.slice(2)]));
