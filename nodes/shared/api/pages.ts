import type { IDataObject } from 'n8n-workflow';
import type { Chat } from '../model/chat';
import { asMessage, type Message } from '../model/message';
import { compareSortKeys, earlierKey } from '../model/sortKey';
import { isSuccess, type HttpResult } from './httpResult';
import { messagesPath } from './path';

/** The envelope of every paged response (docs/beeper-api.md §2). */
export interface Page extends IDataObject {
	items: IDataObject[];
	hasMore: boolean;
	oldestCursor?: string | null;
	newestCursor?: string | null;
}

/** A page of a list that is walked through. */
export interface WalkedPage extends Page {
	/** Where the page after this one begins; undefined on the last one. */
	nextCursor: string | undefined;
	/** Whether the next page would be one already read: the list would never end. */
	isCircular: boolean;
}

/** Reads one page; `qs` is empty for the first, else has `cursor` and `direction`. */
export type ReadPage = (qs: IDataObject) => Promise<Page>;

/**
 * The pages of a list, backwards from the newest or from a cursor. The only place with the rules for its end: after a
 * page without `hasMore`, items or cursor, and before a page already read.
 */
export async function* walkPages(readPage: ReadPage, from?: string): AsyncGenerator<WalkedPage> {
	const read = new Set<string>();
	let cursor = from;
	do {
		if (cursor) read.add(cursor);
		const page = await readPage(cursor ? { cursor, direction: 'before' } : {});
		const next = cursorAfter(page);
		const isCircular = next !== undefined && read.has(next);
		cursor = isCircular ? undefined : next;
		yield { ...page, nextCursor: cursor, isCircular };
	} while (cursor);
}

/** Before 4.2.808 lists of messages have no cursor: the oldest sort key serves (docs/beeper-api.md §2). */
function cursorAfter({ hasMore, items, oldestCursor }: Page): string | undefined {
	if (!hasMore || items.length === 0) return undefined;
	if (oldestCursor) return oldestCursor;
	const sortKeys = items.map(({ sortKey }) => sortKey).filter((key) => typeof key === 'string');
	return sortKeys.length > 0 ? sortKeys.reduce(earlierKey) : undefined;
}

/** One GET, with retries. */
export type Get = (url: string, qs: IDataObject) => Promise<HttpResult>;

/** Beeper did not give a page; `result` is what came instead. */
export class NoPage extends Error {
	constructor(readonly result: HttpResult) {
		super('Beeper did not give a page');
	}

	/** Whether the chat or list does not exist (any more). */
	get isGone(): boolean {
		return this.result.status === 404 || this.result.status === 410;
	}
}

/** The largest page of chats (docs/beeper-api.md, endpoint 19); older versions ignore it and give 25. */
const MAX_CHATS = 200;

/** Chats, most recently active first, page by page; the first page has Beeper's own, small size. Throws `NoPage`. */
export async function* chatPages(get: Get): AsyncGenerator<Chat[]> {
	const readPage: ReadPage = async (qs) =>
		await pageOf(get, '/v1/chats', qs.cursor ? { ...qs, limit: MAX_CHATS } : qs);
	for await (const { items } of walkPages(readPage)) {
		yield items.filter((item): item is Chat => typeof item?.id === 'string');
	}
}

/** The messages of a chat, newest first, page by page. Throws `NoPage`. */
export async function* messagePages(get: Get, chatID: string): AsyncGenerator<Message[]> {
	const readPage: ReadPage = async (qs) => await pageOf(get, messagesPath(chatID), qs);
	for await (const { items } of walkPages(readPage)) {
		// The API promises no order within a page (docs/beeper-api.md, endpoint 32).
		yield items
			.map((item) => asMessage(item, chatID))
			.filter((message) => message !== undefined)
			.sort((a, b) => compareSortKeys(b.sortKey, a.sortKey));
	}
}

async function pageOf(get: Get, path: string, qs: IDataObject): Promise<Page> {
	const result = await get(path, qs);
	const page = isSuccess(result) ? asPage(result.body) : undefined;
	if (!page) throw new NoPage(result);
	return page;
}

/** A response body as a page; `undefined` if it has no list of items. */
export function asPage(body: unknown): Page | undefined {
	const { items, hasMore, ...rest } = (body ?? {}) as Partial<Page>;
	return Array.isArray(items) ? { ...rest, items, hasMore: hasMore === true } : undefined;
}
