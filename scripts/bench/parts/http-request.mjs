import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { envOfMachine } from '../../setup.mjs';
import { cacheFolder, linkModule } from './cache.mjs';

const VERSION = '2.41.2';

/** What the HTTP Request node loads besides what n8n-core has installed here already. */
const NEEDED = ['@mozilla/readability', 'cheerio', 'html-to-text', 'jsdom'];
/** One copy of these for engine and node, as in n8n. */
const SHARED = ['n8n-workflow', '@n8n/utils', 'lodash'];

/**
 * n8n's own HTTP Request node, as published, in a package folder with nothing else: the rest of
 * n8n-nodes-base is some 500 nodes with hundreds of megabytes of dependencies. Fetched once.
 */
export function httpRequestPackage() {
	const folder = cacheFolder(`http-request-${VERSION}`);
	const nodePackage = path.join(folder, 'package');
	const done = path.join(folder, 'done');
	if (!existsSync(done)) fetchNode(folder, nodePackage);
	for (const name of SHARED) linkModule(folder, name);
	writeFileSync(done, '');
	return nodePackage;
}

function fetchNode(folder, nodePackage) {
	console.log(`Fetching n8n's HTTP Request node (n8n-nodes-base ${VERSION}, 12 MB) …`);
	const tarball = npm(folder, 'pack', `n8n-nodes-base@${VERSION}`).trim().split('\n').at(-1);
	const parts = ['package.json', 'dist/nodes/HttpRequest', 'dist/utils'];
	execFileSync('tar', ['-xzf', tarball, ...parts.map((part) => `package/${part}`)], {
		cwd: folder,
	});
	const file = path.join(nodePackage, 'package.json');
	const { name, version, dependencies } = JSON.parse(readFileSync(file, 'utf8'));
	const n8n = { nodes: ['dist/nodes/HttpRequest/HttpRequest.node.js'], credentials: [] };
	writeFileSync(file, JSON.stringify({ name, version, n8n }));
	const wanted = NEEDED.map((one) => `${one}@${dependencies[one]}`);
	npm(folder, 'install', '--ignore-scripts', '--no-package-lock', '--no-save', ...wanted);
}

function npm(folder, ...args) {
	const quiet = ['--prefix', folder, '--no-audit', '--no-fund', '--loglevel=error'];
	const shell = process.platform === 'win32';
	const env = envOfMachine();
	return execFileSync('npm', [...args, ...quiet], { cwd: folder, env, encoding: 'utf8', shell });
}
