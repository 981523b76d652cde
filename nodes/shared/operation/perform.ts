import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	INodeExecutionData,
	NodeApiError,
} from 'n8n-workflow';
import { isAgentTool, mustAnswerErrors, withRemedyForModel } from './agentTool';
import { OperationContext } from './operationContext';
import { toolOutput } from './toolOutput';
import type { Operation } from './operation';
import { toItem, type Output } from './output';
import { LEFT_OUT, type NodeRun } from './nodeRun';
import { joinRun } from './nodeRuns';

/** Called once at the beginning of each node run, besides the operation. */
export type OnRun = (n8n: IExecutePaginationFunctions) => void;

type Hook = (
	this: IExecutePaginationFunctions,
	prepared: DeclarativeRestApiSettings.ResultOptions,
) => Promise<INodeExecutionData[]>;

/**
 * The hook through which n8n's routing engine makes the requests of one item: writes in item order per chat, within
 * the limit of the run, with retries, and errors that a person can act on. Every returned item is paired with its
 * input, also the one for a failure (continue on fail).
 */
export function perform(operation: Operation, onRun: OnRun): Hook {
	return async function (prepared) {
		const item = this.getItemIndex();
		const run = await joinRun(this);
		if (item === 0) onRun(this);
		const made = make(operation, new OperationContext(this, operation, run, prepared.options), run)
			.then((outputs) => outputs.map((output) => toItem(output, item)))
			.then((items) => (isAgentTool(this.getNode()) ? toolOutput(items) : items))
			.catch(
				async (error: NodeApiError) =>
					await Promise.reject(withRemedyForModel(error, this.getNode())),
			);
		if (!this.continueOnFail() && !mustAnswerErrors(this)) return await made;
		return await made.catch((error: NodeApiError) => [
			{ ...toItem({ error: error.message }, item), error },
		]);
	};
}

/** The outputs of the item; none for a write that was left out, because one before it failed. */
async function make(
	operation: Operation,
	context: OperationContext,
	run: NodeRun,
): Promise<Output[]> {
	if (!context.isWrite) return [await output(operation, context)].flat();
	const goOn = context.n8n.continueOnFail();
	const made = await run.inOrder(context.orderKey, goOn, async (accepted) => {
		context.accepted = accepted;
		return await output(operation, context);
	});
	// n8n throws the error of the item whose write failed.
	return made === LEFT_OUT ? [] : [made].flat();
}

async function output(operation: Operation, context: OperationContext): Promise<Output | Output[]> {
	if (operation.perform) return await operation.perform(context);
	return (await context.send()).body as IDataObject | IDataObject[];
}
