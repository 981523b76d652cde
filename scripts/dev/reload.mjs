import { cpSync, existsSync } from 'node:fs';
import path from 'node:path';
import { watch } from 'chokidar';
import { root } from '../setup.mjs';

const SOURCES = ['nodes', 'credentials', 'icons'];
/** An editor that saves writes more than once. */
const SETTLED_MS = 300;

/** Calls back when a source file has changed; once for changes that come together, and never twice at a time. */
export function onChange(callback) {
	let timer;
	let running = Promise.resolve();
	const changed = () => {
		clearTimeout(timer);
		timer = setTimeout(() => (running = running.then(callback)), SETTLED_MS);
	};
	watch(SOURCES, { cwd: root, ignoreInitial: true }).on('all', changed);
}

/**
 * Puts what was built where n8n has installed the package, if it has. Over what is there, since n8n watches that
 * folder (N8N_DEV_RELOAD) and would lose sight of a new one of the same name.
 */
export function copyInto(packageFolder) {
	if (!existsSync(packageFolder)) return;
	cpSync(path.join(root, 'dist'), path.join(packageFolder, 'dist'), { recursive: true });
}
