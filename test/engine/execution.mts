import type {
	IRun,
	IRunExecutionData,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { forExecution } from './additional-data.mts';
import { followLogs } from './logs.mts';
import { core, workflow as n8n } from './n8n.mts';
import { Result } from './result.mts';
import { expectNoSecrets } from './secrets.mts';

let lastExecution = 0;

/**
 * Runs what is on the stack in `data`, from first node to last: the part that a run by hand and a
 * trigger's run share. Aborting the signal does what n8n's Stop button does.
 */
export async function execute(...run: Parameters<typeof executeUnsearched>): Promise<Result> {
	const result = await executeUnsearched(...run);
	expectNoSecrets('what n8n saves of the execution', result.stored());
	expectNoSecrets("n8n's log", result.logs);
	return result;
}

/** The same without the search for secrets, which takes longer than many a run: for benchmarks. */
export async function executeUnsearched(
	workflow: Workflow,
	baseData: IWorkflowExecuteAdditionalData,
	mode: WorkflowExecuteMode,
	data: IRunExecutionData,
	signal?: AbortSignal,
	executionId: string = String(++lastExecution),
): Promise<Result> {
	const logs = followLogs();
	const additionalData = forExecution(baseData, executionId, mode, toWorkflowData(workflow));
	let saved: IRun | undefined;
	additionalData.hooks.addHandler('workflowExecuteAfter', (run) => {
		saved = { ...run };
	});

	let execution;
	try {
		const engine = new core.WorkflowExecute(additionalData, mode, data);
		execution = engine.processRunExecutionData(workflow);
	} catch (error) {
		// n8n does not start a workflow with, say, a required field left empty: a failed execution.
		if (!(error instanceof core.WorkflowHasIssuesError)) throw error;
		return new Result(executionId, failedRun(mode, error), 'error', logs());
	}

	const abandoned = Promise.withResolvers<IRun>();
	const stop = () => {
		const waitsForTrigger = isWaitingForTrigger(workflow, mode, data);
		execution.cancel();
		// The engine never comes back from a trigger that has not emitted; n8n saves it and moves on.
		if (waitsForTrigger && saved) abandoned.resolve(saved);
	};
	signal?.addEventListener('abort', stop, { once: true });
	if (signal?.aborted) stop();
	try {
		const run = await Promise.race([execution, abandoned.promise]);
		if (run === saved) await workflow.expression.releaseIsolate();
		return new Result(executionId, run, saved?.status ?? run.status, logs());
	} finally {
		signal?.removeEventListener('abort', stop);
	}
}

/** An execution in which nothing ran, over when `end` is. */
export async function succeeded(mode: WorkflowExecuteMode, end: Promise<void>): Promise<Result> {
	const startedAt = new Date();
	await end;
	const data = n8n.createRunExecutionData({ resultData: { runData: {} } });
	const stoppedAt = new Date();
	const run: IRun = {
		data,
		finished: true,
		mode,
		startedAt,
		stoppedAt,
		status: 'success',
		storedAt: 'db',
	};
	return new Result(String(++lastExecution), run, 'success', []);
}

function isWaitingForTrigger(
	workflow: Workflow,
	mode: WorkflowExecuteMode,
	{ resultData }: IRunExecutionData,
): boolean {
	const isUntouched = Object.keys(resultData.runData).length === 0;
	const hasTrigger = workflow.getTriggerNodes().some(({ name }) => !resultData.pinData?.[name]);
	return mode === 'manual' && isUntouched && hasTrigger;
}

function failedRun(mode: WorkflowExecuteMode, error: Error): IRun {
	return {
		data: n8n.createRunExecutionData({
			resultData: {
				error: { ...error, message: error.message, stack: error.stack } as never, // as n8n saves it
				runData: {},
			},
		}),
		finished: false,
		mode,
		startedAt: new Date(),
		stoppedAt: new Date(),
		status: 'error',
		storedAt: 'db',
	};
}

function toWorkflowData(workflow: Workflow): IWorkflowBase {
	const { id, name, settings, connectionsBySourceNode: connections } = workflow;
	return {
		id,
		name: name ?? '',
		active: workflow.active,
		isArchived: false,
		activeVersionId: null,
		createdAt: new Date(),
		updatedAt: new Date(),
		nodes: Object.values(workflow.nodes),
		connections,
		settings,
	};
}
