import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

/** The path of the bridge chosen in the node. Throws if none is chosen; the error names the list as `what`. */
export function chosenBridge(context: ILoadOptionsFunctions, what: string): string {
	const id = String(context.getCurrentNodeParameter('bridgeID', { extractValue: true }) ?? '');
	if (id) return `/v1/bridges/${encodeURIComponent(id)}`;
	throw new NodeOperationError(context.getNode(), "Choose a 'Bridge' first", {
		description: `The list shows the ${what} of that bridge.`,
	});
}
