#!/usr/bin/env node
/** `npm start`: installs what is missing, builds, and runs the example workflow (first-light.mjs). */
import path from 'node:path';
import { build } from './build.mjs';
import { root, run24, setup } from './setup.mjs';

await setup();
process.exitCode =
	(await build()) ||
	(await run24([path.join(root, 'scripts/first-light.mjs'), ...process.argv.slice(2)]));
