import type { IConnections, INode, INodeParameters } from 'n8n-workflow';
import type { WorkflowFile } from '../engine/workflow.mts';
import type { Desktop } from '../double/driver.mts';
import { type N8n, until } from '../n8n/index.mts';

export { byID, FRIEND } from '../integration/given.mts';

type Node = WorkflowFile['nodes'][number];

/** A node with the credentials of this name, for `N8n.addWorkflow` to fill in. */
export const node = (
	name: string,
	type: string,
	parameters: INodeParameters = {},
	more: Partial<INode> = {},
): Node => ({ name, type, parameters, ...more });

export const beeper = (name: string, parameters: INodeParameters, type = 'beeper') =>
	node(name, `n8n-nodes-beeper.${type}`, parameters, {
		credentials: { beeperApi: { id: '', name: '' } },
	});

/** One after the other. */
export function inARow(...names: string[]): IConnections {
	return Object.fromEntries(
		names
			.slice(0, -1)
			.map((name, index) => [
				name,
				{ main: [[{ node: names[index + 1], type: 'main', index: 0 }]] },
			]),
	) as IConnections;
}

/** What hangs below a node: its model, its tools. */
export function below(to: string, type: 'ai_tool' | 'ai_languageModel', ...names: string[]) {
	return Object.fromEntries(
		names.map((name) => [name, { [type]: [[{ node: to, type, index: 0 }]] }]),
	) as IConnections;
}

/** The credential for the stand-in, saved in n8n. */
export const beeperCredential = async (n8n: N8n, { url, token }: Desktop) =>
	await n8n.addCredential('beeperApi', { baseUrl: url, accessToken: token }, 'Beeper account');

/** Publishes a workflow with a Beeper Trigger; resolves when it is connected and has looked at what it may have missed. */
export async function listening(n8n: N8n, workflowId: string): Promise<void> {
	const before = n8n.output.length;
	await n8n.publish(workflowId);
	await until('the trigger to listen', () => n8n.output.slice(before).includes('is up to date'));
}
