/**
 * A whole n8n on this machine: installed from tools/n8n's lockfile, once per version, into a cache outside
 * the repository, so that every clone shares it. Nothing needs the cache to be there.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	renameSync,
	rmSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import path from 'node:path';
import { env24, isStartedAs, rerunOn24, root, setup } from './setup.mjs';

/** Whose install scripts are needed: n8n's native modules, and a Node.js of its own. The others have no use in tests. */
const NATIVE = ['sqlite3', 'isolated-vm', 'node'];
const READY = 'ready';

/**
 * The folder whose node_modules hold n8n. Installs it first if it is not there: 2.2 GB, which is said
 * before it begins. `from`: a folder in tools/ with package.json and lockfile.
 */
export async function installedN8n(from = 'n8n') {
	const source = path.join(root, 'tools', from);
	const { version } = wanted(source);
	const place = path.join(cacheFolder(), `${from}-${version}-${fingerprint(source)}`);
	if (existsSync(path.join(place, READY))) return place;

	// Renamed when it is whole, so that one who was interrupted, or is faster, does no harm.
	mkdirSync(cacheFolder(), { recursive: true });
	const making = mkdtempSync(path.join(cacheFolder(), 'making-'));
	try {
		await make(source, making, version);
		rmSync(place, { recursive: true, force: true });
		renameSync(making, place);
	} catch (error) {
		if (!existsSync(path.join(place, READY))) throw error;
	} finally {
		rmSync(making, { recursive: true, force: true });
	}
	return place;
}

async function make(source, folder, version) {
	console.log(
		`Installing n8n ${version}, once on this machine: 2.2 GB, usually three to six minutes.`,
	);
	for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
		cpSync(path.join(source, file), path.join(folder, file));
	}
	// n8n's tree has peers that contradict each other, and scripts that fetch what nobody here needs. Not `npm ci`:
	// it refuses a lockfile without the builds for other platforms, which not every registry has.
	await npm(folder, 'downloading', ['install', '--ignore-scripts', '--legacy-peer-deps']);
	const native = NATIVE.filter((name) => existsSync(path.join(folder, 'node_modules', name)));
	await npm(folder, 'building its native modules', [
		'rebuild',
		'--ignore-scripts=false',
		...native,
	]);
	// npm says nothing of a script that it was not allowed to run.
	if (native.includes('sqlite3')) createRequire(path.join(folder, 'package.json'))('sqlite3');
	mkdirSync(path.join(folder, READY));
}

/** Runs npm and says every half a minute that it still does. */
async function npm(folder, doing, args) {
	const started = Date.now();
	const seconds = () => Math.round((Date.now() - started) / 1000);
	console.log(`  ${doing} …`);
	const beat = setInterval(() => console.log(`  ${doing}, ${seconds()} s so far`), 30_000);
	try {
		const { code, output } = await run('npm', [...args, '--no-audit', '--no-fund'], folder);
		if (code !== 0) {
			throw new Error(
				`${output.trim()}\n\n\`npm ${args[0]}\` failed for n8n; its output is above.`,
			);
		}
	} finally {
		clearInterval(beat);
	}
	console.log(`  ${doing}: done in ${seconds()} s`);
}

function run(command, args, cwd) {
	return new Promise((resolve, reject) => {
		const stdio = ['ignore', 'pipe', 'pipe'];
		const shell = process.platform === 'win32';
		const child = spawn(command, args, { cwd, env: env24(), stdio, shell });
		let output = '';
		child.stdout.on('data', (data) => (output += data));
		child.stderr.on('data', (data) => (output += data));
		child.on('error', reject);
		child.on('close', (code) => resolve({ code, output }));
	});
}

/** Another lockfile or another Node needs another installation: the native modules are built for one. */
function fingerprint(source) {
	const lockfile = readFileSync(path.join(source, 'package-lock.json'));
	const { version } = JSON.parse(readFileSync(path.join(root, 'node_modules/node/package.json')));
	const { platform, arch } = process;
	return createHash('sha256')
		.update(lockfile)
		.update([version, platform, arch].join())
		.digest('hex')
		.slice(0, 12);
}

function wanted(source) {
	const { dependencies } = JSON.parse(readFileSync(path.join(source, 'package.json')));
	return { version: dependencies.n8n };
}

/** Where downloads are kept between runs, outside every clone. */
export function cacheFolder() {
	const base = process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache');
	return path.join(base, 'n8n-nodes-beeper');
}

if (isStartedAs(import.meta.url)) {
	await setup();
	await rerunOn24(import.meta.url);
	console.log(await installedN8n(process.argv[2]));
}
