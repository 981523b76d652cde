#!/usr/bin/env node
/**
 * Makes a fresh clone ready to run, with nothing but Node 20 or newer and npm: installs the locked packages
 * when they are missing or stale, and sees to the Node 24 the project runs on (from npm's package `node`).
 *
 * Imports nothing from npm and keeps to old syntax, so that an old Node gets a sentence, not a stack trace.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 20;
const NODE = 24;
const OFFLINE =
	/\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|E(|SOCKET)TIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED)\b/;
const windows = process.platform === 'win32';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const bin = path.join(root, 'node_modules', '.bin');
const nodePackage = path.join(root, 'node_modules', 'node');

/** Installs what is missing and makes sure of Node 24; says why and ends the process if it cannot. */
export async function setup() {
	await orExit(async () => {
		if (major(process.version) < OLDEST_NODE) {
			throw new SetupError(
				`This needs Node ${OLDEST_NODE} or newer to start, and this is Node ${process.version}. ` +
					`Install a newer one and run the same command again; Node ${NODE}, which the rest ` +
					'runs on, is then fetched from npm.',
			);
		}
		await install(root, 'the development packages', 'about a minute');
		await installNode();
	});
}

/** Like `setup`, for a folder with its own lockfile: `npm ci`, unless what is there is what is locked. */
export async function setupFolder(folder, what, usually) {
	await orExit(() => install(folder, what, usually));
}

/** The path of a Node that is at least 24; call `setup` first. */
export function node24() {
	const ours = path.join(nodePackage, 'bin', windows ? 'node.exe' : 'node');
	return versionOf(ours) >= NODE ? ours : process.execPath;
}

/** The environment in which `node`, `npm` and the installed commands mean the project's own. */
export function env24() {
	return withPath([path.dirname(node24()), bin, searchPath()].join(path.delimiter));
}

/** Runs a script with Node 24, in this terminal, and resolves with its exit code. SIGTERM is passed on to it. */
export function run24(args, options = {}) {
	return new Promise((resolve, reject) => {
		const child = spawn(node24(), args, { cwd: root, env: env24(), stdio: 'inherit', ...options });
		const end = () => child.kill('SIGTERM');
		process.once('SIGTERM', end);
		child.on('error', reject);
		child.on('close', (code, signal) => {
			process.off('SIGTERM', end);
			resolve(signal ? 1 : code);
		});
	});
}

/** For the top of a script that itself needs Node 24: carries on in one, if this is an older one. */
export async function rerunOn24(scriptUrl) {
	if (major(process.version) >= NODE) return;
	process.exit(await run24([fileURLToPath(scriptUrl), ...process.argv.slice(2)]));
}

/** Whether a script was started itself, not imported. */
export function isStartedAs(scriptUrl) {
	return Boolean(process.argv[1]) && realpathSync(process.argv[1]) === fileURLToPath(scriptUrl);
}

class SetupError extends Error {}

async function orExit(task) {
	try {
		await task();
	} catch (error) {
		if (!(error instanceof SetupError)) throw error;
		console.error(`\n${error.message}`);
		process.exit(1);
	}
}

async function install(folder, what, usually) {
	const lockfile = readFileSync(path.join(folder, 'package-lock.json'));
	const hash = createHash('sha256').update(lockfile).digest('hex');
	const stamp = path.join(folder, 'node_modules', '.setup-stamp');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;

	if (!isInstalled(folder, JSON.parse(lockfile))) {
		process.stdout.write(`Installing ${what} (npm ci; usually takes ${usually}) … `);
		const started = Date.now();
		await npmCi(folder);
		console.log(`done in ${Math.round((Date.now() - started) / 1000)} s`);
	}
	writeFileSync(stamp, hash);
}

/** Whether npm's own note of what it put into node_modules agrees with the lockfile. */
function isInstalled(folder, lockfile) {
	const note = path.join(folder, 'node_modules', '.package-lock.json');
	if (!existsSync(note)) return false;
	const installed = JSON.parse(readFileSync(note, 'utf8')).packages;
	return Object.entries(lockfile.packages).every(([where, wanted]) => {
		if (where === '') return true;
		// Packages for other platforms are locked, but rightly absent.
		if (!installed[where]) return Boolean(wanted.optional || wanted.devOptional);
		return installed[where].version === wanted.version && existsSync(path.join(folder, where));
	});
}

/** Runs `npm ci` quietly; what npm had to say is shown only if it failed. */
async function npmCi(folder) {
	const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
	// npm waits up to a minute between tries by default: too long to learn that one is offline.
	args.push('--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=8000');
	const { code, output } = await capture('npm', args, folder);
	if (code === 0) return;

	if (code === 'ENOENT' || code === 127 || (windows && /is not recognized/.test(output))) {
		throw new SetupError(
			'npm was not found. It comes with Node: install Node from your usual source (with npm), ' +
				'and run the same command again.',
		);
	}
	if (OFFLINE.test(output)) {
		throw new SetupError(
			'npm could not reach its registry, so the packages could not be installed. Check the ' +
				"internet connection (or npm's proxy settings) and run the same command again.",
		);
	}
	throw new SetupError(
		`${output.trim()}\n\n\`npm ci\` failed in ${folder} (exit code ${code}); npm's output is above.`,
	);
}

/** Sees to it that `node_modules/.bin/node` is a Node 24, also where npm is told to run no scripts. */
async function installNode() {
	const ours = path.join(nodePackage, 'bin', windows ? 'node.exe' : 'node');
	if (versionOf(ours) < NODE) {
		const { output } = await capture('node', ['installArchSpecificPackage.js'], nodePackage);
		if (versionOf(ours) < NODE && major(process.version) < NODE) {
			throw new SetupError(
				`${output.trim()}\n\nNode ${NODE} could not be fetched (npm's package \`node\`), and this is ` +
					`Node ${process.version}. Install Node ${NODE} or newer and run the same command again.`,
			);
		}
	}
	const link = path.join(bin, 'node');
	if (!windows && !existsSync(link) && existsSync(ours)) symlinkSync('../node/bin/node', link);
}

function capture(command, args, cwd) {
	return new Promise((resolve) => {
		// The Node in node_modules must not run the npm that replaces node_modules.
		const env = envOfMachine();
		const stdio = ['ignore', 'pipe', 'pipe'];
		const child = spawn(command, args, { cwd, env, stdio, shell: windows });
		let output = '';
		child.stdout.on('data', (data) => (output += data));
		child.stderr.on('data', (data) => (output += data));
		child.on('error', (error) => resolve({ code: error.code, output: String(error) }));
		child.on('close', (code) => resolve({ code, output }));
	});
}

/** The environment in which `npm` runs as on this machine, however that gets at its registry. */
export function envOfMachine() {
	return withPath(searchPath());
}

/** The search path without this project's own commands. */
function searchPath() {
	const own = path.join(root, 'node_modules');
	return process.env.PATH.split(path.delimiter)
		.filter((folder) => !path.resolve(folder).startsWith(own))
		.join(path.delimiter);
}

/** Windows spells it `Path` and finds it in any spelling; a copy of the environment does not. */
function withPath(value) {
	const others = Object.entries(process.env).filter(([name]) => name.toUpperCase() !== 'PATH');
	return { ...Object.fromEntries(others), PATH: value };
}

function versionOf(node) {
	if (!existsSync(node)) return 0;
	const { status, stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
	return status === 0 ? major(stdout) : 0;
}

function major(version) {
	return Number(version.replace(/^v/, '').split('.')[0]);
}

if (isStartedAs(import.meta.url)) await setup();
