import type { INodeProperties, INodePropertyOptions, IHttpRequestMethods } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';
import type { Call } from './call';
import type { Limit } from './capabilities';
import type { Output } from './output';
import { perform } from './perform';

/**
 * One operation of the API, read downward: menu entry with its request, fields, and what becomes of
 * the answer. The URL names its path parameters in braces, as the API reference does; each is the node
 * parameter of that name.
 */
export interface Operation {
	option: Omit<INodePropertyOptions, 'routing'> & {
		value: string;
		action: string;
		description: string;
		routing: { request: { method: IHttpRequestMethods; url: string } };
	};
	fields: INodeProperties[];
	/** The first Beeper version with this route (beeper-api.md §9), where it is not as old as the API. */
	since?: string;
	/** What a write may have done when its outcome is unknown, as a sentence without full stop. */
	uncertain?: string;
	/** What the network of the chat may have against it; asked for only after a refusal. */
	limit?: Limit;
	/**
	 * The request or requests to make for one item, and its outputs. Without it the
	 * prepared request is sent and its answer is the output.
	 */
	perform?: (call: Call) => Promise<Output | Output[]>;
}

/** A resource as node properties: its "Operation" menu, sorted, and each operation's fields. */
export function resource(name: string, operations: Operation[]): INodeProperties[] {
	const options = operations
		.map((operation) => ({ ...operation.option, routing: routing(operation) }))
		.sort((a, b) => a.name.localeCompare(b.name));
	const menu: INodeProperties = {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [name] } },
		options,
		default: '',
	};
	// Assigned, not written above: the lint wants a literal there, and cannot know the options.
	menu.default = operations[0].option.value;
	const fields = operations.flatMap(({ option, fields: own }) =>
		updateDisplayOptions({ show: { resource: [name], operation: [option.value] } }, own),
	);
	return [menu, ...fields];
}

/**
 * n8n offers one way to wrap the request that holds for every path on which a node is run, agents and
 * MCP included: the pagination hook. So each operation "paginates", through `perform`.
 */
function routing(operation: Operation): INodePropertyOptions['routing'] {
	return {
		...operation.option.routing,
		send: { paginate: true },
		operations: { pagination: perform(operation) },
	};
}
