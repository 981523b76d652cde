import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Desktop } from '../double/driver.mts';
import { ourModule, runWorkflow, type WaitingServer, type WorkflowFile } from '../engine/index.mts';
import { byID, credentialFor, FRIEND, itemsOf, workflowOf } from './given.mts';

/** What is asked; the rest of the parameters is usual. */
export interface Asked {
	chat?: string;
	message?: string;
	responseType?: string;
	options?: INodeParameters;
	parameters?: INodeParameters;
}

/** A workflow that asks in a chat, of an n8n that answers at this address. */
export function askingIn(desktop: Desktop, n8n: Pick<WaitingServer, 'url'>, asked: Asked = {}) {
	const { chat = FRIEND, message = 'May I?', responseType = 'approval', options = {} } = asked;
	return workflowOf({
		resource: 'message',
		operation: 'sendAndWait',
		chatID: byID(desktop.chat(chat).id),
		message,
		responseType,
		options: { n8nUrl: n8n.url, ...options },
		...asked.parameters,
	});
}

/** The workflow of an n8n that answers there: by default, and in the file, it would be whoever listens on port 5678. */
export function answeringAt<File extends WorkflowFile>(
	{ url }: Pick<WaitingServer, 'url'>,
	workflow: File,
): File {
	const nodes = workflow.nodes.map((node) => {
		const { operation, options } = node.parameters ?? {};
		if (operation !== 'sendAndWait') return node;
		const parameters = { ...node.parameters, options: { ...(options as object), n8nUrl: url } };
		return { ...node, parameters };
	});
	return { ...workflow, nodes };
}

/** Asks; resolves when the question stands in the chat and the execution waits. */
export async function ask(desktop: Desktop, n8n: WaitingServer, asked: Asked = {}) {
	const file = askingIn(desktop, n8n, asked);
	const credentials = credentialFor(desktop);
	const items = itemsOf([{ n: 1 }, { n: 2 }]);
	const waiting = await runWorkflow(file, { credentials, items });
	if (waiting.error) throw waiting.error;
	expect(waiting.status).toBe('waiting');
	const end = n8n.hold(file, waiting, { credentials });
	return {
		/** As it stands in the chat. */
		question: desktop.messages(asked.chat ?? FRIEND).at(-1)!,
		waiting,
		/** The `data` that the node gives in the end, once. */
		data: async (timeoutMs?: number) => {
			await n8n.calls.wait(({ method, status }) => method === 'POST' && status === 200, timeoutMs);
			const result = await end;
			expect(result.status).toBe('success');
			expect(result.json('Beeper')).toHaveLength(1);
			return result.json('Beeper')[0].data as IDataObject;
		},
	};
}

/** How often n8n let the execution go on. */
export const resumed = ({ calls }: WaitingServer) =>
	calls.all.filter(({ method, status }) => method === 'POST' && status === 200).length;

type Registry = typeof import('../../dist/nodes/shared/question/pendingQuestions.js');

/** Ends all waiting for answers, as the end of n8n's process would. */
export async function stopWaiting(): Promise<void> {
	const registry = await ourModule<Registry>('nodes/shared/question/pendingQuestions.js');
	await registry.stopWaiting();
}
