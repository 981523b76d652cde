import type { IDataObject } from 'n8n-workflow';
import { asPage, walkPages, type Page, type ReadPage } from '../api/pages';
import type { BeeperRequest } from '../api/request';
import { unknownForm, wantedItems } from './limited';
import type { OperationContext } from './operationContext';

/**
 * The pages of a list or search, one request each, until `most` items are found. `perPage` is the API's largest page,
 * sent as `limit`, or less if fewer items are missing; without it the server chooses. Throws if the list leads back
 * to a page already read. An item that comes again, such as a chat that moved up meanwhile, is left out and does not
 * count.
 */
export async function* pages(
	context: OperationContext,
	request: BeeperRequest,
	perPage?: number,
	most = wantedItems(context),
): AsyncGenerator<Page> {
	const known = new Set<unknown>();
	let missing = most;
	const readPage: ReadPage = async (position) => {
		const limit = perPage && Math.min(perPage, missing);
		const qs = { ...request.qs, ...(limit && { limit }), ...position };
		const page = asPage((await context.send({ ...request, qs })).body);
		if (!page) throw unknownForm(context);
		return page;
	};
	if (missing <= 0) return;
	for await (const page of walkPages(readPage)) {
		const items = page.items.filter((item) => isNew(item, known));
		yield { ...page, items: items.slice(0, missing) };
		missing -= items.length;
		if (missing <= 0) return;
		if (page.isCircular) throw endless(context);
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

/** Whether an item comes for the first time; messages of different chats may have the same ID. */
function isNew(item: IDataObject, known: Set<unknown>): boolean {
	const key = item.id === undefined ? item : JSON.stringify([item.chatID, item.id]);
	if (known.has(key)) return false;
	known.add(key);
	return true;
}

function endless(context: OperationContext) {
	return context.apiError(
		'Beeper keeps giving the same page',
		"Listing was ended, since it would have gone on for ever. Switch 'Return All' off, or narrow the search.",
		200,
	);
}
