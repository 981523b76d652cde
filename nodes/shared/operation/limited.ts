import type { IDataObject } from 'n8n-workflow';
import type { OperationContext } from './operationContext';

/** What "Return All" / "Limit" leave of a list that the API gives whole. */
export function limited(context: OperationContext, items: IDataObject[]): IDataObject[] {
	return context.parameter('returnAll', false)
		? items
		: items.slice(0, context.parameter<number>('limit', 50));
}

/** The list in an answer, bare or as `items`; an error where there is none. */
export function listIn(context: OperationContext, body: unknown): IDataObject[] {
	const list = Array.isArray(body) ? body : (body as { items?: unknown } | null)?.items;
	if (Array.isArray(list)) return list as IDataObject[];
	throw context.apiError(
		'Beeper answered in a form that this node does not know',
		"The answer has no list of items. Check 'Base URL' of the credential and the version of Beeper Desktop.",
		200,
	);
}
