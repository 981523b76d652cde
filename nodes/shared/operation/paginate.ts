import type { IDataObject } from 'n8n-workflow';
import { asPage, walkPages, type Page, type ReadPage } from '../api/pages';
import type { BeeperRequest } from '../api/request';
import { unknownForm, wantedItems } from './limited';
import type { OperationContext } from './operationContext';

/** The most pages that "Return All" reads: 100,000 messages on today's pages of 20, with room. */
const MAX_PAGES = 10_000;

/**
 * All pages of a list or search that "Return All" / "Limit" ask for, one request each. `perPage` is the
 * API's largest page, sent as `limit` and never more than is still wanted; without it the server
 * chooses. An item that comes again, such as a chat that moved up while pages were read, is left out and does not
 * count. A list that does not end within `maxPages` is an error.
 */
export async function* pages(
	context: OperationContext,
	request: BeeperRequest,
	perPage?: number,
	{ most = wantedItems(context), maxPages = MAX_PAGES } = {},
): AsyncGenerator<Page> {
	let missing = most;
	const readPage: ReadPage = async (position) => {
		const limit = perPage && Math.min(perPage, missing);
		const qs = { ...request.qs, ...(limit && { limit }), ...position };
		const page = asPage((await context.send({ ...request, qs })).body);
		if (!page) throw unknownForm(context);
		return page;
	};
	if (missing <= 0) return;
	for await (const page of walkPages(readPage, { maxPages })) {
		const items = page.items.slice(0, missing);
		missing -= items.length;
		yield { ...page, items };
		if (missing <= 0) return;
		if (page.isCut) throw endless(context, maxPages);
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

function endless(context: OperationContext, maxPages: number) {
	return context.apiError(
		'The list has no end',
		`Beeper gave ${maxPages.toLocaleString('en')} pages and says that there are more. Switch 'Return All' off, or narrow the search.`,
		200,
	);
}
