import type { IExecuteData, IExecuteSingleFunctions } from 'n8n-workflow';
import { trimBaseUrl } from '../api/baseUrl';
import { NodeRun } from './nodeRun';

interface Membership {
	run: Promise<NodeRun>;
	lastItem: number;
	joined: number;
}

/**
 * Runs by what n8n hands to every item of a run alike. The node's name is part of the key because
 * tools that an agent calls share the agent's `IExecuteData`.
 */
const memberships = new WeakMap<IExecuteData, Map<string, Membership>>();

/**
 * The `Run` that this item belongs to, once all items of it have come in. When n8n could not even
 * evaluate the parameters of one item it gives the run up, but leaves the items before it going,
 * unobserved: those never resolve here, so that nothing is sent by a run that is already failed.
 */
export async function joinRun(context: IExecuteSingleFunctions): Promise<NodeRun> {
	const member = membership(context);
	member.joined++;
	// The engine's loop over the items is synchronous: after one turn it is through, or has thrown.
	await Promise.resolve();
	return member.joined < expectedItems(context, member)
		? await new Promise<NodeRun>(() => {})
		: await member.run;
}

/** One look at the credential per run: decrypting it for each item, or an expression, would cost more than the rest. */
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
	// Items come in ascending order, each once. One that comes again is n8n's Retry On Fail, or the
	// next call of a tool: a run of its own, which must not inherit the failure of the last.
	const member =
		known && item > known.lastItem ? known : { run: begin(context), lastItem: item, joined: 0 };
	// Where the run is given up nobody waits for it; whoever does, gets the failure.
	member.run.catch(() => {});
	member.lastItem = item;
	byNode.set(name, member);
	return member;
}

/** How many items must come in before any may start; what cannot be known counts as "all are here". */
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
