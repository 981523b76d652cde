#!/usr/bin/env node
/**
 * Redis and PostgreSQL for n8n's queue mode, in tests: programs of this machine, not running services. Installs them
 * from Debian's packages where they are missing, if it may; otherwise says what to install.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { isStartedAs } from './setup.mjs';

/** Where Debian keeps PostgreSQL's server programs: not on the search path, one folder per version. */
const DEBIAN = '/usr/lib/postgresql';

const PACKAGES = ['redis-server', 'postgresql'];

/** The programs' paths: `redis`, and PostgreSQL's `initdb`, `postgres` and `pgDump`. Installs them first if they are missing. */
export function installedServices() {
	const found = find();
	if (found) return found;
	const isDebian = existsSync('/etc/debian_version');
	if (!isDebian || process.getuid?.() !== 0) {
		throw new Error(
			'The tests of queue mode need Redis and PostgreSQL: the programs redis-server, initdb, postgres and pg_dump. ' +
				(isDebian
					? `Install them with \`sudo apt-get install ${PACKAGES.join(' ')}\` and run the same command again.`
					: 'Install them, put them on the search path, and run the same command again.'),
		);
	}
	install();
	const installed = find();
	if (installed) return installed;
	throw new Error(`${PACKAGES.join(' and ')} were installed, but their programs are not there.`);
}

function install() {
	console.log(`Installing ${PACKAGES.join(' and ')} with apt-get, once on this machine.`);
	// Lists may be missing, or name packages that are gone: then they are fetched first.
	const isDone = aptGet(['install', ...PACKAGES]).status === 0;
	if (isDone) return;
	aptGet(['update']);
	const { status, stdout, stderr } = aptGet(['install', ...PACKAGES]);
	if (status !== 0) {
		throw new Error(`${stdout}${stderr}\n\napt-get failed; its output is above.`);
	}
}

function aptGet(args) {
	// In runlevel 1 Debian starts no service that it installs: only the programs are wanted.
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
	return spawnSync('apt-get', ['-qq', '-y', '--no-install-recommends', ...args], {
		env,
		encoding: 'utf8',
	});
}

function find() {
	const versions = existsSync(DEBIAN)
		? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a))
		: [];
	const folders = [
		...process.env.PATH.split(path.delimiter),
		'/usr/bin',
		...versions.map((version) => path.join(DEBIAN, version, 'bin')),
	];
	const [redis, postgres] = ['redis-server', 'postgres'].map((name) =>
		folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file)),
	);
	if (!redis || !postgres) return undefined;
	// The others from beside it: they have to be of the same version.
	const beside = path.dirname(realpathSync(postgres));
	const [initdb, pgDump] = ['initdb', 'pg_dump'].map((name) => path.join(beside, name));
	return existsSync(initdb) && existsSync(pgDump) ? { redis, postgres, initdb, pgDump } : undefined;
}

if (isStartedAs(import.meta.url)) console.log(installedServices());
