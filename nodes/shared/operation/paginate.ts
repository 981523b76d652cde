import type { IDataObject } from 'n8n-workflow';
import type { OperationContext } from './operationContext';
import type { BeeperRequest } from '../api/request';

/** The envelope of every paged answer (beeper-api.md §2). */
export interface Page extends IDataObject {
	items: IDataObject[];
	hasMore: boolean;
	oldestCursor?: string | null;
	newestCursor?: string | null;
}

/**
 * All pages of a list or search that "Return All" / "Limit" ask for, one request each. `perPage` is the
 * API's largest page, sent as `limit` and never more than is still wanted; without it the server
 * chooses. Ends at the last page; a cursor that comes twice is an error instead of a loop. An item that
 * comes again, such as a chat that moved up while pages were read, is left out and does not count.
 */
export async function* pages(
	context: OperationContext,
	request: BeeperRequest,
	perPage?: number,
	most = wanted(context),
): AsyncGenerator<Page> {
	const seen = new Set<string>();
	const known = new Set<unknown>();
	let missing = most;
	let cursor: string | undefined;
	while (missing > 0) {
		const limit = perPage && Math.min(perPage, missing);
		const qs = {
			...request.qs,
			...(limit && { limit }),
			...(cursor && { cursor, direction: 'before' }),
		};
		const { body } = await context.send({ ...request, qs });
		const page = readPage(context, body);
		const items = page.items.filter((item) => isNew(item, known));
		yield { ...page, items: items.slice(0, missing) };
		missing -= items.length;
		cursor = nextCursor(page);
		if (cursor === undefined) return;
		if (seen.has(cursor)) throw repeated(context);
		seen.add(cursor);
	}
}

/** The items of all pages, each once. */
export async function allItems(
	context: OperationContext,
	request: BeeperRequest,
	perPage?: number,
): Promise<IDataObject[]> {
	const all: IDataObject[] = [];
	for await (const { items } of pages(context, request, perPage)) all.push(...items);
	return all;
}

const wanted = (context: OperationContext) =>
	context.parameter('returnAll', false) ? Infinity : context.parameter<number>('limit', 50);

/** Whether an item comes for the first time; messages of different chats may have the same ID. */
function isNew(item: IDataObject, known: Set<unknown>): boolean {
	const key = item.id === undefined ? item : JSON.stringify([item.chatID, item.id]);
	if (known.has(key)) return false;
	known.add(key);
	return true;
}

/** Before 4.2.808 a list of messages gives no cursor; the sortKey of its last message serves as one. */
function nextCursor({ hasMore, items, oldestCursor }: Page): string | undefined {
	if (!hasMore || items.length === 0) return undefined;
	if (oldestCursor !== undefined) return oldestCursor ?? undefined;
	const sortKey = items.at(-1)?.sortKey;
	return typeof sortKey === 'string' ? sortKey : undefined;
}

function readPage(context: OperationContext, body: unknown): Page {
	const { items, hasMore, ...rest } = (body ?? {}) as Partial<Page>;
	if (Array.isArray(items)) return { ...rest, items, hasMore: hasMore === true };
	throw context.apiError(
		'Beeper answered in a form that this node does not know',
		"The answer has no list of items. Check 'Base URL' of the credential and the version of Beeper Desktop.",
		200,
	);
}

function repeated(context: OperationContext) {
	return context.apiError(
		'Beeper keeps giving the same page',
		"Listing was ended, since it would have gone on for ever. Switch 'Return All' off, or narrow the search.",
		200,
	);
}
