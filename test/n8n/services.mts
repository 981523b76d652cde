import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { installedServices } from '../../scripts/services.mjs';
import { freePorts } from './ports.mts';
import { until } from './until.mts';

const HOST = '127.0.0.1';

/** Redis and PostgreSQL of a test's own, on this machine only, in a folder that is deleted at the end. */
export class Services {
	/** n8n's environment variables for them. */
	readonly env: Record<string, string>;
	readonly #folder: string;
	readonly #children: ChildProcess[];
	readonly #dump: () => string;
	#passed = '';

	private constructor(folder: string, children: ChildProcess[], ports: number[], pgDump: string) {
		this.#folder = folder;
		this.#children = children;
		const [redis, postgres] = ports.map(String);
		this.env = {
			QUEUE_BULL_REDIS_HOST: HOST,
			QUEUE_BULL_REDIS_PORT: redis,
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: HOST,
			DB_POSTGRESDB_PORT: postgres,
			DB_POSTGRESDB_DATABASE: 'postgres',
			DB_POSTGRESDB_USER: 'n8n',
			DB_POSTGRESDB_PASSWORD: 'n8n',
		};
		const args = ['-h', HOST, '-p', postgres, '-U', 'n8n', '--inserts', 'postgres'];
		this.#dump = () =>
			execFileSync(pgDump, args, { encoding: 'utf8', maxBuffer: Number.MAX_SAFE_INTEGER });
	}

	static async start(): Promise<Services> {
		const programs = installedServices();
		const [redisPort, postgresPort] = await freePorts(2);
		const folder = mkdtempSync(path.join(tmpdir(), 'n8n-services-'));
		const data = path.join(folder, 'postgres');
		const owner = postgresUser();
		if (owner) chownSync(folder, owner.uid, owner.gid);
		const options = { cwd: folder, ...owner };
		execFileSync(programs.initdb, ['-D', data, '-U', 'n8n', '-A', 'trust', '--no-sync'], {
			...options,
			stdio: 'pipe',
		});
		const postgres = spawn(
			programs.postgres,
			[
				...['-D', data, '-p', String(postgresPort), '-h', HOST],
				// A test's data need not outlive the machine.
				...['-c', 'unix_socket_directories=', '-c', 'fsync=off', '-c', 'max_connections=200'],
			],
			{ ...options, stdio: 'ignore' },
		);
		const redis = spawn(
			programs.redis,
			[
				...['--port', String(redisPort), '--bind', HOST],
				...['--save', '', '--appendonly', 'no', '--daemonize', 'no'],
			],
			{ cwd: folder, stdio: 'ignore' },
		);
		const services = new Services(
			folder,
			[postgres, redis],
			[redisPort, postgresPort],
			programs.pgDump,
		);
		try {
			for (const port of [redisPort, postgresPort]) {
				await until(`port ${port} to answer`, async () => await isListening(port));
			}
			services.#listen(redisPort);
			return services;
		} catch (error) {
			await services[Symbol.asyncDispose]();
			throw error;
		}
	}

	/** Everything in the database, as text. */
	database(): string {
		return this.#dump();
	}

	/** Every command that Redis was given. */
	get passed(): string {
		return this.#passed;
	}

	#listen(port: number): void {
		const socket = connect(port, HOST, () => socket.write('MONITOR\r\n'));
		socket.setEncoding('utf8').on('data', (text) => (this.#passed += text));
		// Redis ends before this does.
		socket.on('error', () => undefined);
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await Promise.all(this.#children.map(end));
		rmSync(this.#folder, { recursive: true, force: true });
	}
}

/** PostgreSQL refuses to run as root; its packages make a user for it. */
function postgresUser(): { uid: number; gid: number } | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const id = (what: string) => Number(execFileSync('id', [what, 'postgres'], { encoding: 'utf8' }));
	return { uid: id('-u'), gid: id('-g') };
}

/** At once, and with its connections: SIGINT is PostgreSQL's "fast" shutdown. */
async function end(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const ended = new Promise((resolve) => child.once('close', resolve));
	child.kill('SIGINT');
	await ended;
}

async function isListening(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = connect(port, HOST, () => resolve(true));
		socket.on('error', () => resolve(false));
		socket.on('connect', () => socket.destroy());
	});
}
