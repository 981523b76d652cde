import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	INodeExecutionData,
	NodeApiError,
} from 'n8n-workflow';
import { Call } from './call';
import type { Operation } from './operation';
import { LEFT_OUT, type Run } from './run';
import { joinRun } from './runs';

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
		const pairedItem = { item: this.getItemIndex() };
		const run = await joinRun(this);
		const made = make(operation, new Call(this, operation, run, prepared.options), run);
		if (!this.continueOnFail()) return (await made).map((json) => ({ json, pairedItem }));
		return await made.then(
			(outputs) => outputs.map((json) => ({ json, pairedItem })),
			(error: NodeApiError) => [{ json: { error: error.message }, error, pairedItem }],
		);
	};
}

/** The JSON of the item's outputs; none for a write that was left out, because one before it failed. */
async function make(operation: Operation, call: Call, run: Run): Promise<IDataObject[]> {
	if (!call.isWrite) return [await output(operation, call)].flat();
	const made = await run.inOrder(call.orderKey, call.context.continueOnFail(), async (accepted) => {
		call.accepted = accepted;
		return await output(operation, call);
	});
	// The item whose write failed carries the error; n8n throws that one.
	return made === LEFT_OUT ? [] : [made].flat();
}

async function output(operation: Operation, call: Call): Promise<IDataObject | IDataObject[]> {
	if (operation.perform) return await operation.perform(call);
	return (await call.send()).body as IDataObject | IDataObject[];
}
