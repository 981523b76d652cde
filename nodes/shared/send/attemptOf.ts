import { createHash } from 'crypto';
import { isAgentTool } from '../operation/agentTool';
import type { OperationContext } from '../operation/operationContext';
import { Attempt, type KeyKind } from './attempts';
import { attemptsOf, attemptsOfExecution } from './processState';

/**
 * The attempt that this item continues, or a new one, so that nothing is sent twice. `content` is all that is sent.
 * - With an idempotency key: whatever was sent under this key by this node to this chat.
 * - As a tool of an agent: the same content within one execution; an agent that repeats a call means the same message.
 * - Else: the same item when n8n runs the node again (Retry On Fail), or when a person retries the failed execution.
 *   A human review is such an item, too: each asks for a consent of its own.
 */
export function attemptOf(context: OperationContext, key: string, content: unknown): Attempt {
	const { n8n, run, baseUrl } = context;
	const { id, name } = n8n.getNode();
	const chatID = context.parameter('chatID', '');
	const attempts = attemptsOf(baseUrl);
	const hashOf = (...parts: unknown[]) => hash([n8n.getWorkflow().id, id, chatID, ...parts]);
	const work = (kind: KeyKind, hashed: string, attempt: Attempt) => {
		attempts.keep(kind, hashed, attempt);
		attempt.run = run;
		return attempt;
	};
	if (key) {
		const hashed = hashOf('key', key);
		return work('key', hashed, attempts.get('key', hashed) ?? new Attempt(true));
	}
	if (isAgentTool(n8n.getNode())) {
		const hashed = hashOf('call', n8n.getExecutionId(), content);
		return work('item', hashed, attempts.get('item', hashed) ?? new Attempt());
	}
	const ofExecution = attemptsOfExecution(n8n.getExecuteData());
	const item = JSON.stringify([name, n8n.getItemIndex(), chatID]);
	const hashed = hashOf('item', n8n.getItemIndex(), content);
	const failed = n8n.getMode() === 'retry' ? attempts.get('item', hashed) : undefined;
	const retried = failed?.run?.isStopped ? failed : undefined;
	const attempt = ofExecution.get(item) ?? retried ?? new Attempt();
	ofExecution.set(item, attempt);
	return work('item', hashed, attempt);
}

const hash = (parts: unknown[]) =>
	createHash('sha256').update(JSON.stringify(parts)).digest('base64');
