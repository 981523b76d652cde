import type { IDataObject } from 'n8n-workflow';
import { UNKNOWN_FORM } from '../api/errors/unknownForm';
import { objectsIn } from '../values/list';
import type { OperationContext } from './operationContext';

/** The most items to return, by "Return All" and "Limit"; `Infinity` for all. */
export const wantedItems = (context: OperationContext): number =>
	context.parameter('returnAll', false) ? Infinity : context.parameter<number>('limit', 50);

/** A list that the API gives as a whole, cut to "Limit". */
export const limited = (context: OperationContext, items: IDataObject[]): IDataObject[] =>
	items.slice(0, wantedItems(context));

/** The list in a response body, bare or as `items`. Throws if there is none. */
export function listIn(context: OperationContext, body: unknown): IDataObject[] {
	const list = Array.isArray(body) ? body : (body as { items?: unknown } | null)?.items;
	if (Array.isArray(list)) return objectsIn(list);
	throw unknownForm(context);
}

/** The error for a response without a list of items. */
export function unknownForm(context: OperationContext) {
	return context.apiError(UNKNOWN_FORM.message, UNKNOWN_FORM.description, 200);
}
