import type { INodePropertyOptions } from 'n8n-workflow';
import type { OperationContext } from './operationContext';
import type { Output } from './output';
import type { Route } from './route';

/** One operation of the API: menu entry with its request, fields, and what it makes of the response. */
export interface Operation extends Route {
	option: Omit<INodePropertyOptions, 'routing'> &
		Route['option'] & { value: string; action: string; description: string };
	/** Makes the requests for one item and gives its outputs; default: the response of the prepared request. */
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
