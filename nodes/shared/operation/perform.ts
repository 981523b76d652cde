import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	INodeExecutionData,
	NodeApiError,
} from 'n8n-workflow';
import { pickUp } from '../question/pendingQuestions';
import { isAgentTool, mustAnswerErrors, tellModel } from './agentTool';
import { Call } from './operationContext';
import { forModel } from './toolOutput';
import type { Operation } from './operation';
import { toItem, type Output } from './output';
import { LEFT_OUT, type Run } from './nodeRun';
import { joinRun } from './nodeRuns';

type Hook = (
	this: IExecutePaginationFunctions,
	prepared: DeclarativeRestApiSettings.ResultOptions,
) => Promise<INodeExecutionData[]>;

/**
 * The hook through which n8n's routing engine makes the requests of one item: writes in item order
 * per chat, all under one cap, with retries and errors a person can act on. Every item it returns is
 * paired with its input, the one that stands for a failure (continue on fail) included.
 */
export function perform(operation: Operation): Hook {
	return async function (prepared) {
		const item = this.getItemIndex();
		const run = await joinRun(this);
		if (item === 0) pickUp(this);
		const made = make(operation, new Call(this, operation, run, prepared.options), run)
			.then((outputs) => outputs.map((output) => toItem(output, item)))
			.then((items) => (isAgentTool(this.getNode()) ? forModel(items) : items))
			.catch(async (error: NodeApiError) => await Promise.reject(tellModel(error, this.getNode())));
		if (!this.continueOnFail() && !mustAnswerErrors(this)) return await made;
		return await made.catch((error: NodeApiError) => [
			{ ...toItem({ error: error.message }, item), error },
		]);
	};
}

/** The outputs of the item; none for a write that was left out, because one before it failed. */
async function make(operation: Operation, call: Call, run: Run): Promise<Output[]> {
	if (!call.isWrite) return [await output(operation, call)].flat();
	const goOn = call.context.continueOnFail();
	const made = await run.inOrder(call.orderKey, goOn, async (accepted) => {
		call.accepted = accepted;
		return await output(operation, call);
	});
	// The item whose write failed carries the error; n8n throws that one.
	return made === LEFT_OUT ? [] : [made].flat();
}

async function output(operation: Operation, call: Call): Promise<Output | Output[]> {
	if (operation.perform) return await operation.perform(call);
	return (await call.send()).body as IDataObject | IDataObject[];
}
