import type { INodeListSearchResult, INodeParameters } from 'n8n-workflow';

import { makeAdditionalData } from './additional-data.mts';
import type { SavedCredentials } from './credentials.mts';
import { core } from './n8n.mts';
import { type NodePackage, ourPackage } from './package.mts';
import { expectNoSecrets } from './secrets.mts';
import { startEngine } from './start.mts';
import { makeWorkflow } from './workflow.mts';

export interface ListSearchOptions {
	credentials?: SavedCredentials;
	nodes?: NodePackage;
	/** What the user typed into the list's search box. */
	filter?: string;
	/** What the page before gave; n8n sends it as text. */
	paginationToken?: string;
	/** The node's parameters as they stand in the editor. */
	parameters?: INodeParameters;
	/** The parameter whose list it is. */
	path?: string;
}

/** Opens a resource locator's list: runs `methods.listSearch[method]` of a node type. */
export async function listSearch(
	nodeType: string,
	method: string,
	options: ListSearchOptions = {},
): Promise<INodeListSearchResult> {
	await startEngine();
	const { nodeTypes, credentialTypes } = options.nodes ?? (await ourPackage());
	const { parameters = {}, credentials = {}, filter, paginationToken } = options;
	const search = nodeTypes.getByNameAndVersion(nodeType).methods?.listSearch?.[method];
	if (!search) throw new Error(`Node type "${nodeType}" has no listSearch method "${method}"`);

	const workflow = makeWorkflow(
		{
			nodes: [
				{
					name: 'Temp-Node',
					type: nodeType,
					parameters,
					credentials: Object.fromEntries(
						Object.keys(credentials).map((type) => [type, { id: type, name: type }]),
					),
				},
			],
			connections: {},
		},
		nodeTypes,
	);
	const context = new core.LoadOptionsContext(
		workflow,
		workflow.nodes['Temp-Node'],
		makeAdditionalData(credentialTypes, credentials, parameters),
		options.path ?? '',
	);
	return await workflow.expression.withIsolate(async () => {
		const result = await search.call(context, filter, paginationToken);
		expectNoSecrets('a list', result);
		// The editor keeps the token as text and sends it back so.
		return typeof result?.paginationToken === 'number'
			? { ...result, paginationToken: String(result.paginationToken) }
			: result;
	});
}
