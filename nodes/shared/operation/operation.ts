import type { INodePropertyOptions } from 'n8n-workflow';
import type { OperationContext } from './operationContext';
import type { Output } from './output';
import type { Route } from './route';

/**
 * One operation of the API, read downward: menu entry with its request, fields, and what becomes of
 * the answer.
 */
export interface Operation extends Route {
	option: Omit<INodePropertyOptions, 'routing'> &
		Route['option'] & { value: string; action: string; description: string };
	/**
	 * The request or requests to make for one item, and its outputs. Without it the
	 * prepared request is sent and its answer is the output.
	 */
	perform?: (context: OperationContext) => Promise<Output | Output[]>;
}

/** A resource of a node: the value in its "Resource" menu, and the operations in its "Operation" menu. */
export interface Resource {
	name: string;
	operations: Operation[];
}

/**
 * A resource with its operations; the first is the one that the menu begins with. `since` is the first Beeper
 * version with its routes, for the operations that do not name one of their own.
 */
export const resource = (
	name: string,
	operations: Operation[],
	{ since }: Pick<Route, 'since'> = {},
): Resource => ({
	name,
	operations: operations.map((operation) => ({ since, ...operation })),
});
