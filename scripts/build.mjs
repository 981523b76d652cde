#!/usr/bin/env node
/** `npm run build`: an empty dist/, tsc, then gulp for what tsc leaves out (icons, codex files). */
import path from 'node:path';
import { isStartedAs, root, run24, setup } from './setup.mjs';

/** Builds the package into dist/; resolves with the exit code of the step that failed, or 0. */
export async function build() {
	const modules = path.join(root, 'node_modules');
	const steps = [
		[path.join(modules, 'gulp/bin/gulp.js'), '--silent', 'clean'],
		[path.join(modules, 'typescript/bin/tsc')],
		[path.join(modules, 'gulp/bin/gulp.js'), '--silent'],
	];
	for (const step of steps) {
		const code = await run24(step);
		if (code !== 0) return code;
	}
	return 0;
}

if (isStartedAs(import.meta.url)) {
	await setup();
	process.exitCode = await build();
}
