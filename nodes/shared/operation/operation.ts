import type { IHttpRequestMethods, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Call } from './operationContext';
import type { Limit } from '../model/capabilities';
import type { Output } from './output';

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

/** A resource of a node: the value in its "Resource" menu, and the operations in its "Operation" menu. */
export interface Resource {
	name: string;
	operations: Operation[];
}

/** A resource with its operations; the first is the one that the menu begins with. */
export const resource = (name: string, operations: Operation[]): Resource => ({ name, operations });
