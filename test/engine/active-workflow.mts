import type {
	IDataObject,
	INode,
	INodeExecutionData,
	IRun,
	ITriggerFunctions,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { Arrivals } from './arrivals.mts';
import { Database, type Saved, WRITE_MS } from './database.mts';
import type { Emitted } from './emitted.mts';
import { execute, succeeded } from './execution.mts';
import { followLogs, type LogLine, onLog } from './logs.mts';
import { container, core, Logger, workflow as n8n } from './n8n.mts';
import type { Result } from './result.mts';
import { expectNoSecrets, SecretFound } from './secrets.mts';
import { makeTriggers } from './triggers.mts';

type DonePromise = Parameters<ITriggerFunctions['emit']>[2];

/** Called with what a trigger emits. */
export type OnEmit = (items: INodeExecutionData[][], deduplicationKey?: string) => void;

/** What n8n was about to write when it was killed, and did not. */
export interface Unwritten {
	/** So many of the latest saves of static data; the executions may exist all the same. */
	saves?: number;
	/** The executions of these emits; static data may be saved all the same. */
	starts?: (emitted: Emitted) => boolean;
}

/** A published workflow: its triggers listen, each emit runs it. Made by `activate`. */
export class ActiveWorkflow implements AsyncDisposable {
	/** Calls of emit, in order; of emitError; of saveFailedExecution. */
	readonly emitted = new Arrivals<Emitted>('emit');
	readonly errors = new Arrivals<Error>('emitError');
	readonly failedExecutions = new Arrivals<Error>('failed execution');
	readonly database: Database;

	readonly #results = new Arrivals<Result>('execution');
	readonly #workflow: Workflow;
	readonly #makeWorkflow: (staticData: Database['staticData']) => Workflow;
	readonly #additionalData: IWorkflowExecuteAdditionalData;
	readonly #triggers = makeTriggers();
	readonly #running = new Map<Promise<unknown>, () => void>();
	#unsettled: Emitted[] = [];
	readonly #logs = followLogs();
	readonly #logLines = new Arrivals<LogLine>('log line');
	readonly #endLog = onLog((line) => this.#logLines.add(line));
	readonly #instead: ((emitted: Emitted) => Promise<void>) | undefined;
	readonly #onEmit: OnEmit | undefined;
	#hasCrashed = false;
	#leak: SecretFound | undefined;

	constructor(
		makeWorkflow: (staticData: Database['staticData']) => Workflow,
		additionalData: IWorkflowExecuteAdditionalData,
		{
			instead,
			onEmit,
			...saved
		}: Saved & {
			instead?: (emitted: Emitted) => Promise<void>;
			onEmit?: OnEmit;
		},
	) {
		this.#instead = instead;
		this.#onEmit = onEmit;
		this.database = new Database(saved);
		this.#makeWorkflow = makeWorkflow;
		this.#workflow = makeWorkflow(this.database.staticData);
		this.#additionalData = additionalData;
	}

	/** Finished executions, in the order in which they ended. */
	get executions(): Result[] {
		return this.#results.all;
	}

	get logs(): LogLine[] {
		return this.#logs();
	}

	/** The next log line that matches, or the oldest that no wait was given yet. */
	async waitForLog(matches: (line: LogLine) => boolean, timeoutMs?: number): Promise<LogLine> {
		return await this.#logLines.wait(matches, timeoutMs);
	}

	/** What n8n's database holds now; give it to the next `activate` to restart n8n. */
	get saved(): Required<Saved> {
		const { staticData, deduplicationKeys } = this.database;
		return structuredClone({ staticData, deduplicationKeys });
	}

	/** Static data as the triggers have it now, saved or not. */
	get staticData(): IDataObject {
		return this.#workflow.staticData;
	}

	/** The next finished execution, or the oldest that no wait was given yet. */
	async waitForExecution(matches?: (result: Result) => boolean, timeoutMs?: number) {
		return await this.#results.wait(matches, timeoutMs);
	}

	/** Starts the triggers as n8n does, with an isolate that is gone when they have started. */
	async start(activation: WorkflowActivateMode): Promise<this> {
		const workflow = this.#workflow;
		await workflow.expression.acquireIsolate();
		try {
			await this.#triggers.addTriggers(
				workflow.id,
				workflow,
				this.#triggerNodeIds(),
				this.#additionalData,
				'trigger',
				activation,
				(_, node, _data, mode) => this.#functionsFor(node, mode, activation),
				() => {
					throw new Error('The test engine has no polling triggers');
				},
			);
		} finally {
			await workflow.expression.releaseIsolate();
		}
		await this.database.saveStaticData(workflow);
		return this;
	}

	/** Takes the triggers down: their closeFunction runs. Executions under way go on. */
	async deactivate(): Promise<void> {
		await this.#triggers.removeTriggers(this.#workflow.id, new Set(this.#triggerNodeIds()));
	}

	/** Stops all executions under way, as a user does. */
	stopExecutions(): void {
		for (const stop of this.#running.values()) stop();
	}

	/**
	 * Kills n8n: from here on nothing that a trigger does is heard or saved, executions stop where
	 * they are and none of their promises settles. (closeFunction still runs, to free its sockets.)
	 *
	 * n8n writes static data and makes the execution at the same time, after emit has returned, so a
	 * crash may lose either or both of the last moments: `unwritten`. What it says is older stays.
	 */
	async crash({ saves = 0, starts }: Unwritten = {}): Promise<void> {
		this.#hasCrashed = true;
		this.database.undoSaves(saves);
		if (starts) this.#forgetStarts(starts);
		this.stopExecutions();
		await this.deactivate();
	}

	async [Symbol.asyncDispose](): Promise<void> {
		this.#endLog();
		await this.deactivate();
		this.stopExecutions();
		await Promise.allSettled(this.#running.keys());
		if (this.#leak) throw this.#leak;
		expectNoSecrets('static data', this.database.staticData);
		expectNoSecrets('deduplication keys', [...this.database.deduplicationKeys].join());
		expectNoSecrets('failed executions', this.failedExecutions.all);
		expectNoSecrets('errors', this.errors.all);
		expectNoSecrets("n8n's log", this.logs);
	}

	#forgetStarts(isLost: (emitted: Emitted) => boolean): void {
		for (const emitted of this.#unsettled) {
			const { at, isDuplicate, deduplicationKey } = emitted;
			if (isDuplicate || performance.now() - at >= WRITE_MS || !isLost(emitted)) continue;
			emitted.isUnstarted = true;
			if (deduplicationKey !== undefined) {
				this.database.deduplicationKeys.delete(deduplicationKey);
			}
		}
	}

	#triggerNodeIds(): string[] {
		return this.#workflow.getTriggerNodes().map(({ id }) => id);
	}

	#functionsFor(node: INode, mode: WorkflowExecuteMode, activation: WorkflowActivateMode) {
		return new core.TriggerContext(
			this.#workflow,
			node,
			this.#additionalData,
			mode,
			activation,
			(items, _response, done, key) => this.#emit(node, items, mode, done, key),
			(error) => this.#fail(node, error),
			(error) => {
				if (!this.#hasCrashed) this.failedExecutions.add(error);
			},
		);
	}

	#emit(
		node: INode,
		items: INodeExecutionData[][],
		mode: WorkflowExecuteMode,
		done: DonePromise,
		deduplicationKey: string | undefined,
	): void {
		if (this.#hasCrashed) return;
		if (this.#onEmit) {
			this.#onEmit(items, deduplicationKey);
			done?.resolve(undefined as unknown as IRun); // as for a refused duplicate, below
			return;
		}
		void this.database.saveStaticData(this.#workflow);
		const stop = new AbortController();
		const at = performance.now();
		const emitted: Emitted = { at, items, deduplicationKey, isDuplicate: false };
		this.#unsettled.push(emitted);
		const run = this.#run(node, emitted, mode, stop.signal);
		this.#running.set(run, () => {
			stop.abort();
			if (!this.#hasCrashed) done?.reject(new n8n.ManualExecutionCancelledError(''));
		});
		const settle = (how: () => void) => {
			this.#running.delete(run);
			this.#unsettled = this.#unsettled.filter((other) => other !== emitted);
			if (!this.#hasCrashed) how();
		};
		run.then(
			// n8n gives nothing for a refused duplicate, whatever its types say.
			(result) => settle(() => done?.resolve(result?.run as IRun)),
			(error: Error) => {
				if (error instanceof SecretFound) this.#leak = error;
				settle(() => {
					container.get(Logger).error(error.message, { error });
					done?.reject(error);
				});
			},
		);
	}

	async #run(
		node: INode,
		emitted: Emitted,
		mode: WorkflowExecuteMode,
		signal: AbortSignal,
	): Promise<Result | undefined> {
		const { items, deduplicationKey } = emitted;
		emitted.isDuplicate = !this.database.takeKey(deduplicationKey);
		this.emitted.add(emitted);
		if (emitted.isDuplicate) {
			container.get(Logger).warn('Scheduled execution skipped: duplicate deduplication key');
			return undefined;
		}
		const workflow = this.#makeWorkflow(this.database.staticData);
		const data = n8n.createRunExecutionData({
			executionData: { nodeExecutionStack: [{ node, data: { main: items }, source: null }] },
		});
		const result = this.#instead
			? await succeeded(mode, this.#instead(emitted))
			: await execute(workflow, this.#additionalData, mode, data, signal);
		if (this.#hasCrashed) return undefined;
		await this.database.saveStaticData(workflow);
		this.#results.add(result);
		return result;
	}

	/** n8n takes the trigger down, and tries to start it again five times; here it stays down. */
	#fail(node: INode, error: Error): void {
		if (this.#hasCrashed) return;
		const tell = () => this.errors.add(error);
		this.#triggers.removeTriggers(this.#workflow.id, new Set([node.id])).then(tell, tell);
	}
}
