import { N8n, type N8nOptions } from './n8n.mts';
import { expectNoLeaks, leaksIn } from './leaks.mts';
import { packTarball } from './package.mts';
import { Services } from './services.mts';
import type { Worker } from './worker.mts';

/** Short, so that a test need not wait a minute until a worker that was killed counts as gone. */
const NOTICED_SOON = {
	QUEUE_WORKER_LOCK_DURATION: '6000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
	QUEUE_WORKER_STALLED_INTERVAL: '3000',
};

/** n8n in queue mode: a main, workers, and the Redis and PostgreSQL they share. */
export class Queue {
	readonly main: N8n;
	readonly workers: Worker[] = [];
	readonly #services: Services;
	/** What workers that were replaced had printed. */
	#printed = '';

	private constructor(services: Services, main: N8n) {
		this.#services = services;
		this.main = main;
	}

	/** Starts everything but workers: the package is installed on the main first. */
	static async start({ env, ...options }: N8nOptions = {}): Promise<Queue> {
		const tarball = options.tarball ?? (await packTarball());
		const services = await Services.start();
		try {
			const main = await N8n.start({
				...options,
				tarball,
				env: {
					EXECUTIONS_MODE: 'queue',
					N8N_ENCRYPTION_KEY: 'the same for all',
					...services.env,
					...NOTICED_SOON,
					...env,
				},
			});
			return new Queue(services, main);
		} catch (error) {
			await services[Symbol.asyncDispose]();
			throw error;
		}
	}

	/** One more worker; see `N8n.startWorker`. */
	async addWorker(options?: Parameters<N8n['startWorker']>[0]): Promise<Worker> {
		const worker = await this.main.startWorker(options);
		this.workers.push(worker);
		return worker;
	}

	/** A new worker in the place of each that has ended. */
	async refill(options?: Parameters<N8n['startWorker']>[0]): Promise<void> {
		const ended = this.workers.filter(({ hasEnded }) => hasEnded);
		for (const worker of ended) {
			this.workers.splice(this.workers.indexOf(worker), 1);
			this.#printed += worker.output;
			await worker[Symbol.asyncDispose]();
			await this.addWorker(options);
		}
	}

	/** Ends everything. Fails if a token of Beeper stands readable in what was kept, passed on or printed. */
	async [Symbol.asyncDispose](): Promise<void> {
		for (const worker of this.workers) {
			this.#printed += worker.output;
			await worker[Symbol.asyncDispose]();
		}
		try {
			await this.main[Symbol.asyncDispose]();
			expectNoLeaks(
				leaksIn(this.main.secrets, {
					PostgreSQL: this.#services.database(),
					Redis: this.#services.passed,
					"a worker's log": this.#printed,
				}),
			);
		} finally {
			await this.#services[Symbol.asyncDispose]();
		}
	}
}
