import type { IDataObject } from 'n8n-workflow';
import { isSuccess, type HttpResult } from './httpResult';
import type { Chat } from '../model/chat';
import { asMessage, type Message } from '../model/message';
import { compareSortKeys } from '../model/sortKey';
import { messagesPath } from './path';

/** What pages are read with: GET with retries. */
export type Get = (url: string, qs: IDataObject) => Promise<HttpResult>;

/** Beeper did not give a page; what came instead. */
export class NoPage extends Error {
	constructor(readonly result: HttpResult) {
		super('Beeper did not give a page');
	}

	/** What was asked for is no more. */
	get isGone(): boolean {
		return this.result.status === 404 || this.result.status === 410;
	}
}

/** The API's largest page of chats (endpoint 19); older versions ignore it and give 25. */
const MAX_CHATS = 200;

/** Chats, most recently active first, page by page; the first page is Beeper's own small one. */
export async function* chatPages(get: Get): AsyncGenerator<Chat[]> {
	const seen = new Set<string>();
	let cursor: string | undefined;
	do {
		const qs = cursor ? { cursor, direction: 'before', limit: MAX_CHATS } : {};
		const { items, hasMore, oldestCursor } = await page(get, '/v1/chats', qs);
		yield items.filter((item): item is Chat => typeof item?.id === 'string');
		cursor = (hasMore && items.length > 0 && oldestCursor) || undefined;
		// A cursor that comes again would lead round in a circle.
		if (cursor && seen.has(cursor)) return;
		if (cursor) seen.add(cursor);
	} while (cursor);
}

/** The messages of a chat, newest first, page by page. */
export async function* messagePages(get: Get, chatID: string): AsyncGenerator<Message[]> {
	const path = messagesPath(chatID);
	const seen = new Set<string>();
	let cursor: string | undefined;
	do {
		const qs = cursor ? { cursor, direction: 'before' } : {};
		const { items, hasMore, oldestCursor } = await page(get, path, qs);
		// The order within a page is promised nowhere.
		const messages = items
			.map((item) => asMessage(item, chatID))
			.filter((message) => message !== undefined)
			.sort((a, b) => compareSortKeys(b.sortKey, a.sortKey));
		yield messages;
		// Before 4.2.808 there are no cursors; the sort key of the oldest message serves as one.
		cursor = (hasMore && (oldestCursor ?? messages.at(-1)?.sortKey)) || undefined;
		if (cursor && seen.has(cursor)) return;
		if (cursor) seen.add(cursor);
	} while (cursor);
}

interface Page {
	items: IDataObject[];
	hasMore: boolean;
	oldestCursor?: string | null;
}

async function page(get: Get, path: string, qs: IDataObject): Promise<Page> {
	const result = await get(path, qs);
	const body = (isSuccess(result) ? result.body : undefined) as Partial<Page> | undefined;
	if (!Array.isArray(body?.items)) throw new NoPage(result);
	return { hasMore: false, ...body, items: body.items };
}
