/**
 * n8n's own HTTP Request node, as published, in a package with nothing else: the rest of n8n-nodes-base is some 500
 * nodes with hundreds of megabytes of dependencies. It lies below node_modules, where it finds the project's own copies
 * of n8n's libraries, so that engine and node share one, as in n8n.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { envOfMachine, root } from '../../setup.mjs';

const VERSION = '2.41.2';
/** What the node loads besides what n8n-core has installed here already. */
const NEEDED = ['@mozilla/readability', 'cheerio', 'html-to-text', 'jsdom'];
const folder = path.join(root, 'node_modules', '.cache', 'n8n-nodes-beeper', `http-${VERSION}`);

/** The folder of that package, which is fetched once. */
export function httpRequestPackage() {
	const nodePackage = path.join(folder, 'package');
	// What is made last.
	if (existsSync(path.join(folder, 'node_modules'))) return nodePackage;
	console.log(`Fetching n8n's HTTP Request node (n8n-nodes-base ${VERSION}, 12 MB) …`);
	mkdirSync(folder, { recursive: true });
	const tarball = npm('pack', `n8n-nodes-base@${VERSION}`).trim().split('\n').at(-1);
	const parts = ['package/package.json', 'package/dist/nodes/HttpRequest', 'package/dist/utils'];
	execFileSync('tar', ['-xzf', tarball, ...parts], { cwd: folder });
	const file = path.join(nodePackage, 'package.json');
	const { name, version, dependencies } = JSON.parse(readFileSync(file, 'utf8'));
	const n8n = { nodes: ['dist/nodes/HttpRequest/HttpRequest.node.js'], credentials: [] };
	writeFileSync(file, JSON.stringify({ name, version, n8n }));
	const wanted = NEEDED.map((one) => `${one}@${dependencies[one]}`);
	npm('install', '--ignore-scripts', '--no-package-lock', '--no-save', ...wanted);
	return nodePackage;
}

function npm(...args) {
	const quiet = ['--prefix', folder, '--no-audit', '--no-fund', '--loglevel=error'];
	const shell = process.platform === 'win32';
	const env = envOfMachine();
	return execFileSync('npm', [...args, ...quiet], { cwd: folder, env, encoding: 'utf8', shell });
}
