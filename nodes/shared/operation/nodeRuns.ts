import type { IExecuteData, IExecuteSingleFunctions } from 'n8n-workflow';
import { trimBaseUrl } from '../api/baseUrl';
import { NodeRun } from './nodeRun';

interface Membership {
	run: Promise<NodeRun>;
	lastItem: number;
	joined: number;
}

/** Node runs by `IExecuteData`, which all items of a run (and an agent's tools) share, then by node name. */
const memberships = new WeakMap<IExecuteData, Map<string, Membership>>();

/**
 * The node run of this item, once all its items have come in. If n8n cannot evaluate the parameters of one item it
 * fails the run, but the items before it go on unobserved: those never resolve here, so that a failed run sends
 * nothing.
 */
export async function joinRun(context: IExecuteSingleFunctions): Promise<NodeRun> {
	const member = membership(context);
	member.joined++;
	// n8n's loop over the items is synchronous: after one turn it has ended, or has thrown.
	await Promise.resolve();
	return member.joined < expectedItems(context, member)
		? await new Promise<NodeRun>(() => {})
		: await member.run;
}

/** Reads the credential once per run: for each item, or by an expression, it would cost more than all the rest. */
async function begin(context: IExecuteSingleFunctions): Promise<NodeRun> {
	const { baseUrl } = await context.getCredentials<{ baseUrl: string }>('beeperApi');
	return new NodeRun(trimBaseUrl(baseUrl), context.getExecutionCancelSignal());
}

function membership(context: IExecuteSingleFunctions): Membership {
	const data = context.getExecuteData();
	const name = context.getNode().name;
	const byNode = memberships.get(data) ?? new Map<string, Membership>();
	memberships.set(data, byNode);

	const item = context.getItemIndex();
	const known = byNode.get(name);
	// Items come in ascending order, each once. One that comes again (Retry On Fail, the next call of a tool) is a run
	// of its own, which must not inherit the failure of the last.
	const member =
		known && item > known.lastItem ? known : { run: begin(context), lastItem: item, joined: 0 };
	// Against an unhandled rejection if nobody waits for the run; whoever does still gets the error.
	member.run.catch(() => {});
	member.lastItem = item;
	byNode.set(name, member);
	return member;
}

/** How many items must come in before any may start; if that cannot be known, no more than have come. */
function expectedItems(context: IExecuteSingleFunctions, { joined }: Membership): number {
	const items = context.getExecuteData().data?.main?.[0];
	const isWholeRun = items?.[context.getItemIndex()] === context.getInputData();
	const { batching } = context.getNodeParameter('requestOptions', {}) as {
		batching?: { batch?: { batchInterval?: number } };
	};
	const startsInBatches = (batching?.batch?.batchInterval ?? 0) > 0;
	const goesOn = context.continueOnFail() || context.getNode().executeOnce === true;
	return isWholeRun && items && !startsInBatches && !goesOn ? items.length : joined;
}
