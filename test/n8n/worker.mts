import { rmSync } from 'node:fs';
import type { N8nProcess } from './process.mts';

/** A worker of an n8n in queue mode, and what it has run. */
export class Worker {
	readonly #process: N8nProcess;
	readonly #ownFolder: string | undefined;

	constructor(process: N8nProcess, ownFolder?: string) {
		this.#process = process;
		this.#ownFolder = ownFolder;
	}

	get hasEnded(): boolean {
		return this.#process.hasEnded;
	}

	get output(): string {
		return this.#process.output;
	}

	/** The executions that it began, by its log, in that order; one that was resumed more than once. */
	get started(): string[] {
		return [...this.output.matchAll(/Worker started execution (\d+) /g)].map(([, id]) => id);
	}

	/** SIGKILL: what it had in memory is gone. */
	async kill(): Promise<void> {
		await this.#process.kill();
	}

	async stop(): Promise<void> {
		await this.#process.stop();
	}

	async [Symbol.asyncDispose](): Promise<void> {
		if (!this.#process.hasEnded) await this.#process.kill();
		if (this.#ownFolder) rmSync(this.#ownFolder, { recursive: true, force: true });
	}
}
