import type {
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
import { Database, type Saved } from './database.mts';
import type { Emitted } from './emitted.mts';
import { execute } from './execution.mts';
import { followLogs, type LogLine } from './logs.mts';
import { container, core, Logger, workflow as n8n } from './n8n.mts';
import type { Result } from './result.mts';
import { makeTriggers } from './triggers.mts';

type DonePromise = Parameters<ITriggerFunctions['emit']>[2];

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
	readonly #logs = followLogs();
	#hasCrashed = false;

	constructor(
		makeWorkflow: (staticData: Database['staticData']) => Workflow,
		additionalData: IWorkflowExecuteAdditionalData,
		saved: Saved,
	) {
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

	/** What n8n's database holds now; give it to the next `activate` to restart n8n. */
	get saved(): Required<Saved> {
		return structuredClone({ ...this.database });
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
	 */
	async crash(): Promise<void> {
		this.#hasCrashed = true;
		this.stopExecutions();
		await this.deactivate();
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.deactivate();
		this.stopExecutions();
		await Promise.allSettled(this.#running.keys());
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
		void this.database.saveStaticData(this.#workflow);
		const stop = new AbortController();
		const run = this.#run(node, items, mode, stop.signal, deduplicationKey);
		this.#running.set(run, () => {
			stop.abort();
			if (!this.#hasCrashed) done?.reject(new n8n.ManualExecutionCancelledError(''));
		});
		const settle = (how: () => void) => {
			this.#running.delete(run);
			if (!this.#hasCrashed) how();
		};
		run.then(
			// n8n gives nothing for a refused duplicate, whatever its types say.
			(result) => settle(() => done?.resolve(result?.run as IRun)),
			(error: Error) =>
				settle(() => {
					container.get(Logger).error(error.message, { error });
					done?.reject(error);
				}),
		);
	}

	async #run(
		node: INode,
		items: INodeExecutionData[][],
		mode: WorkflowExecuteMode,
		signal: AbortSignal,
		deduplicationKey?: string,
	): Promise<Result | undefined> {
		const isDuplicate = !this.database.takeKey(deduplicationKey);
		this.emitted.add({ items, deduplicationKey, isDuplicate });
		if (isDuplicate) {
			container.get(Logger).warn('Scheduled execution skipped: duplicate deduplication key');
			return undefined;
		}
		const workflow = this.#makeWorkflow(this.database.staticData);
		const data = n8n.createRunExecutionData({
			executionData: { nodeExecutionStack: [{ node, data: { main: items }, source: null }] },
		});
		const result = await execute(workflow, this.#additionalData, mode, data, signal);
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
