import type { INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { Desktop } from '../double/driver.mts';
import { runWorkflow, type RunOptions, type WorkflowFile } from '../engine/index.mts';

/** The chat of the stand-in that most tests write to, and the person in it. */
export const FRIEND = 'Mara Lindqvist';

/** By ID, as the chat picker stores it. */
export const byID = (value: string) => ({ __rl: true, mode: 'id', value });

/** What n8n has saved as the credential for the stand-in. */
export const credentialFor = ({ url, token }: { url: string; token: string }) => ({
	beeperApi: { baseUrl: url, accessToken: token },
});

/** A workflow of a start and one Beeper node, called "Beeper". */
export function workflowOf(parameters: INodeParameters, node: Partial<INode> = {}): WorkflowFile {
	const base = { typeVersion: 1, position: [0, 0] as [number, number] };
	return {
		name: 'test',
		nodes: [
			{ ...base, id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
			{
				...base,
				id: 'beeper',
				name: 'Beeper',
				type: 'n8n-nodes-beeper.beeper',
				parameters,
				credentials: { beeperApi: { id: 'beeper', name: 'Beeper account' } },
				...node,
			},
		],
		connections: { Start: { main: [[{ node: 'Beeper', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}

/** Items whose fields the parameters can name: `{ $json.… }`. */
export const itemsOf = (rows: object[]): INodeExecutionData[] =>
	rows.map((row) => ({ json: row as INodeExecutionData['json'] }));

/** Runs one Beeper node over items, against the stand-in. */
export async function runBeeper(
	desktop: Pick<Desktop, 'url' | 'token'>,
	parameters: INodeParameters,
	{ node, ...options }: RunOptions & { node?: Partial<INode> } = {},
) {
	return await runWorkflow(workflowOf(parameters, node), {
		credentials: credentialFor(desktop),
		...options,
	});
}

/** The parameters of message: send for a text per item. */
export const sendText = (chatID: string, options: INodeParameters = {}): INodeParameters => ({
	resource: 'message',
	operation: 'send',
	chatID: byID(chatID),
	text: '={{ $json.text }}',
	options,
});
