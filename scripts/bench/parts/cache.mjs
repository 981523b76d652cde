import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { root } from '../../setup.mjs';

const caches = process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache');

/** A folder outside the repository that outlives the run; nobody else can write into it. */
export function cacheFolder(name) {
	const folder = path.join(caches, 'n8n-nodes-beeper', name);
	mkdirSync(folder, { recursive: true });
	return folder;
}

/** Lets code in `folder` find one of this repository's packages, the same copy that the engine uses. */
export function linkModule(folder, name) {
	const place = path.join(folder, 'node_modules', name);
	mkdirSync(path.dirname(place), { recursive: true });
	rmSync(place, { recursive: true, force: true });
	// A junction is the link that Windows lets everybody make.
	symlinkSync(path.join(root, 'node_modules', name), place, 'junction');
}
