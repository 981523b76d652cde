import { createHash } from 'crypto';
import type { IExecuteData } from 'n8n-workflow';
import { isAgentTool } from '../operation/agentTool';
import { Attempt } from './attempt';
import type { OperationContext } from '../operation/operationContext';
import type { Ledger } from './ledger';

/** The attempts of the items of a run, by what n8n hands to them alike: its Retry On Fail hands it on again. */
const ofExecutions = new WeakMap<IExecuteData, Map<string, Attempt>>();

/**
 * The attempt that this item goes on with, so that nothing goes out twice. Its key is the user's, if there is one.
 * Without, it is the item: when n8n runs the node again after a failure, or a person the failed execution.
 * Of an AI tool it is what is sent, within one execution, since a call that is repeated is a call like any other; of
 * a human review it is the item again: each asks for a consent of its own.
 * `content` is all that goes out.
 */
export function attemptOf(
	context: OperationContext,
	ledger: Ledger,
	key: string,
	content: unknown,
): Attempt {
	const { n8n: n8n } = context;
	const { id, name } = n8n.getNode();
	const chatID = context.parameter('chatID', '');
	const print = (...of: unknown[]) => hash([n8n.getWorkflow().id, id, chatID, ...of]);
	if (key) {
		const under = print('key', key);
		const attempt = ledger.attempt('key', under) ?? begun(true);
		return worked(ledger.remember('key', under, attempt), context);
	}
	if (isAgentTool(n8n.getNode())) {
		const under = print('call', n8n.getExecutionId(), content);
		const attempt = ledger.attempt('item', under) ?? begun(false);
		return worked(ledger.remember('item', under, attempt), context);
	}
	const data = n8n.getExecuteData();
	const ofItems = ofExecutions.get(data) ?? new Map<string, Attempt>();
	ofExecutions.set(data, ofItems);
	const item = JSON.stringify([name, n8n.getItemIndex(), chatID]);
	const under = print('item', n8n.getItemIndex(), content);
	const attempt = ofItems.get(item) ?? failedBefore(context, ledger, under) ?? begun(false);
	ofItems.set(item, attempt);
	return worked(ledger.remember('item', under, attempt), context);
}

/** What the same item of a failed execution had sent, when a person has n8n run that execution again. */
function failedBefore(
	context: OperationContext,
	ledger: Ledger,
	under: string,
): Attempt | undefined {
	if (context.n8n.getMode() !== 'retry') return undefined;
	const attempt = ledger.attempt('item', under);
	return attempt?.run?.isStopped ? attempt : undefined;
}

function begun(mayBeOlder: boolean): Attempt {
	const attempt = new Attempt();
	attempt.mayBeOlder = mayBeOlder;
	return attempt;
}

function worked(attempt: Attempt, { run }: OperationContext): Attempt {
	attempt.run = run;
	return attempt;
}

const hash = (of: unknown[]) => createHash('sha256').update(JSON.stringify(of)).digest('base64');
