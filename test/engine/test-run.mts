import type { Result } from './result.mts';
import { type RunOptions, runWorkflow } from './run.mts';
import type { WorkflowFile } from './workflow.mts';

/** A run by hand that waits for its trigger's first event. */
export interface TestRun extends AsyncDisposable {
	result: Promise<Result>;
	/** Presses Stop; the result then has the status `canceled`. */
	cancel(): void;
}

/** Presses "Execute workflow" on a trigger: it listens for one event and the workflow runs on it. */
export function testRun(
	file: WorkflowFile,
	triggerNode: string,
	options: Omit<RunOptions, 'items' | 'mode' | 'signal' | 'startNode'> = {},
): TestRun {
	const stop = new AbortController();
	const result = runWorkflow(file, {
		...options,
		mode: 'manual',
		startNode: triggerNode,
		signal: stop.signal,
	});
	return {
		result,
		cancel: () => stop.abort(),
		[Symbol.asyncDispose]: async () => {
			stop.abort();
			await result;
		},
	};
}
