import { cpSync, globSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root, run24 } from '../../setup.mjs';
import { cacheFolder, linkModule } from './cache.mjs';

/**
 * Builds this package into a folder of its own and returns that: dist/ may be rebuilt while the
 * benchmark runs, and should not be taken from under tests that run beside it.
 */
export async function buildPackage() {
	const folder = cacheFolder('package');
	const dist = path.join(folder, 'dist');
	rmSync(dist, { recursive: true, force: true });
	const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
	const code = await run24([tsc, '--outDir', dist, '--declaration', 'false']);
	if (code !== 0) throw new Error('The package does not compile; see above.');
	cpSync(path.join(root, 'package.json'), path.join(folder, 'package.json'));
	for (const file of globSync(['icons/*.svg', 'nodes/**/*.node.json'], { cwd: root })) {
		cpSync(path.join(root, file), path.join(dist, file));
	}
	linkModule(folder, 'n8n-workflow');
	return folder;
}
