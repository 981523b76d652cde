import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { until } from './until.mts';

const READY_MS = 180_000;
const ENDS_MS = 60_000;

export interface ProcessOptions {
	/** The folder whose node_modules hold n8n; see scripts/n8n.mjs. */
	installation: string;
	/** What n8n is to do: start, worker. */
	command?: string;
	env: Record<string, string>;
	/** Answers once it works. */
	healthUrl: string;
	/** Also gets what n8n prints. */
	logFile?: string;
}

/** One running n8n process, and what it has printed. */
export class N8nProcess {
	readonly #child: ChildProcess;
	readonly #ended: Promise<void>;
	#output = '';

	private constructor(child: ChildProcess, logFile?: string) {
		this.#child = child;
		const keep = (data: Buffer) => {
			this.#output += data.toString();
			if (logFile) appendFileSync(logFile, data);
		};
		child.stdout!.on('data', keep);
		child.stderr!.on('data', keep);
		this.#ended = new Promise((resolve) => child.once('close', () => resolve()));
	}

	/** Starts it, and resolves when it is ready; an n8n that ends before that is an error with its last lines. */
	static async start(options: ProcessOptions): Promise<N8nProcess> {
		const { installation, command = 'start', env, healthUrl, logFile } = options;
		const n8n = path.join(installation, 'node_modules/n8n/bin/n8n');
		// An older n8n comes with the Node.js of its time.
		const own = path.join(installation, 'node_modules/node/bin/node');
		const child = spawn(existsSync(own) ? own : process.execPath, [n8n, command], {
			cwd: env.N8N_USER_FOLDER,
			env: { ...inherited(), ...env },
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		const started = new N8nProcess(child, logFile);
		try {
			await until(
				'n8n to be ready',
				async () => {
					if (started.hasEnded) throw new Error('n8n ended before it was ready');
					return await isUp(healthUrl);
				},
				{ timeoutMs: READY_MS },
			);
			return started;
		} catch (error) {
			child.kill('SIGKILL');
			throw new Error(`${(error as Error).message}\n${started.lastLines(40)}`);
		}
	}

	get hasEnded(): boolean {
		return this.#child.exitCode !== null || this.#child.signalCode !== null;
	}

	get output(): string {
		return this.#output;
	}

	lastLines(count: number): string {
		return this.#output.trimEnd().split('\n').slice(-count).join('\n');
	}

	/** Ends it as an administrator would: executions that run may end first. */
	async stop(): Promise<void> {
		if (this.hasEnded) return;
		this.#child.kill('SIGTERM');
		const late = setTimeout(() => this.#child.kill('SIGKILL'), ENDS_MS);
		await this.#ended;
		clearTimeout(late);
	}

	/** Ends it as a power cut would. */
	async kill(): Promise<void> {
		this.#child.kill('SIGKILL');
		await this.#ended;
	}
}

/** Nothing that is meant for this process, its test engine or jest may reach the real n8n. */
function inherited() {
	const foreign = /^(N8N_|DB_|EXECUTIONS_|QUEUE_|WEBHOOK_|BEEPER_|JEST_|NODE_(ENV|OPTIONS)$)/;
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

async function isUp(url: string): Promise<true | undefined> {
	try {
		const { ok, headers } = await fetch(url, { signal: AbortSignal.timeout(5_000) });
		// While it starts, n8n answers everything with a page that says so.
		return (ok && headers.get('content-type')?.includes('json')) || undefined;
	} catch {
		return undefined;
	}
}
