import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

/** The path of the bridge that is chosen in the node, for lists of what it has. */
export function chosenBridge(context: ILoadOptionsFunctions, what: string): string {
	const id = String(context.getCurrentNodeParameter('bridgeID', { extractValue: true }) ?? '');
	if (id) return `/v1/bridges/${encodeURIComponent(id)}`;
	throw new NodeOperationError(context.getNode(), "Choose a 'Bridge' first", {
		description: `The list shows the ${what} of that bridge.`,
	});
}
