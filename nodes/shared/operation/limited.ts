import type { IDataObject } from 'n8n-workflow';
import { UNKNOWN_FORM } from '../api/errors/unknownForm';
import type { OperationContext } from './operationContext';

/** How many items "Return All" / "Limit" ask for; `Infinity` for all. */
export const wantedItems = (context: OperationContext): number =>
	context.parameter('returnAll', false) ? Infinity : context.parameter<number>('limit', 50);

/** What "Return All" / "Limit" leave of a list that the API gives whole. */
export const limited = (context: OperationContext, items: IDataObject[]): IDataObject[] =>
	items.slice(0, wantedItems(context));

/** The list in an answer, bare or as `items`; an error where there is none. */
export function listIn(context: OperationContext, body: unknown): IDataObject[] {
	const list = Array.isArray(body) ? body : (body as { items?: unknown } | null)?.items;
	if (Array.isArray(list)) return list as IDataObject[];
	throw unknownForm(context);
}

/** The error for an answer without a list of items. */
export function unknownForm(context: OperationContext) {
	return context.apiError(UNKNOWN_FORM.message, UNKNOWN_FORM.description, 200);
}
