import type { IDataObject } from 'n8n-workflow';
import type { Chat } from '../model/chat';
import { asMessages, timeOf, type Message } from '../model/message';
import { earlierKey } from '../model/sortKey';
import { isSuccess, type HttpResult } from './httpResult';
import { objectsIn } from '../values/list';
import { messagesPath } from './path';

/** The envelope of every paged response (docs/beeper-api.md §2). */
export interface Page extends IDataObject {
	items: IDataObject[];
	hasMore: boolean;
	oldestCursor?: string | null;
	newestCursor?: string | null;
}

/** A page of a list that is walked through; `items` are those that no earlier page had. */
export interface WalkedPage extends Page {
	/** Where the page after this one begins; undefined on the last one. */
	nextCursor: string | undefined;
	/** Whether there may be more, but the most pages that may be read are read. */
	isCut: boolean;
}

/** Reads one page; `qs` is empty for the first, else has `cursor` and `direction`. */
export type ReadPage = (qs: IDataObject) => Promise<Page>;

export interface WalkOptions {
	/** Where to begin, a cursor; without it at the newest item. */
	from?: string;
	/** Items before `from` (`itemKey`): a page that has only these is the end. */
	known?: Iterable<string>;
	/** The most pages to read. */
	maxPages: number;
}

/**
 * The pages of a list, from the newest back, or from a cursor on. The rules for its end stand here alone: a page
 * without an item that is new is the last one, whatever flags and cursors say, since a history claims for ever to have
 * more, and serves its oldest messages again (docs/beeper-api.md §12.1). So is one without `hasMore`, or without a
 * cursor. An item that comes again is left out.
 */
export async function* walkPages(
	readPage: ReadPage,
	{ from, known = [], maxPages }: WalkOptions,
): AsyncGenerator<WalkedPage> {
	const seen = new Set(known);
	let cursor = from;
	for (let read = 1; ; read++) {
		const page = await readPage(cursor ? { cursor, direction: 'before' } : {});
		const items = page.items.filter((item) => isNew(item, seen));
		const next = items.length > 0 ? cursorAfter(page) : undefined;
		const isCut = next !== undefined && read >= maxPages;
		yield { ...page, items, nextCursor: next, isCut };
		if (next === undefined || isCut) return;
		cursor = next;
	}
}

/** What tells an item of a list from others: messages of different chats may have the same ID. */
export const itemKey = (item: IDataObject): string =>
	item.id === undefined ? JSON.stringify(item) : JSON.stringify([item.chatID, item.id]);

function isNew(item: IDataObject, seen: Set<string>): boolean {
	const { size } = seen;
	return seen.add(itemKey(item)).size > size;
}

/** Before 4.2.808 lists of messages have no cursor: the oldest sort key serves (docs/beeper-api.md §2). */
function cursorAfter({ hasMore, items, oldestCursor }: Page): string | undefined {
	if (!hasMore) return undefined;
	if (typeof oldestCursor === 'string' && oldestCursor !== '') return oldestCursor;
	const sortKeys = items.map((item) => item.sortKey).filter((key) => typeof key === 'string');
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

/** The API's largest page of chats (docs/beeper-api.md, endpoint 19); older versions ignore it and give 25. */
const MAX_CHATS = 200;

/** The most pages of chats, and of one chat's messages, that are read in one go. */
const MAX_CHAT_PAGES = 400;
const MAX_MESSAGE_PAGES = 1_000;

/** Called when a list was cut: Beeper may have more of it, but the most pages that are read are read. */
export type OnCut = () => void;

/** Chats, most recently active first, page by page; the first page has Beeper's own, small size. Throws `NoPage`. */
export async function* chatPages(get: Get, onCut: OnCut = () => {}): AsyncGenerator<Chat[]> {
	const readPage: ReadPage = async (qs) =>
		await pageOf(get, '/v1/chats', qs.cursor ? { ...qs, limit: MAX_CHATS } : qs);
	for await (const { items, isCut } of walkPages(readPage, { maxPages: MAX_CHAT_PAGES })) {
		yield items.filter((item): item is Chat => typeof item.id === 'string');
		if (isCut) onCut();
	}
}

/** The messages of a chat, newest first, page by page. Throws `NoPage`. */
export async function* messagePages(
	get: Get,
	chatID: string,
	onCut: OnCut = () => {},
): AsyncGenerator<Message[]> {
	const readPage: ReadPage = async (qs) => await pageOf(get, messagesPath(chatID), qs);
	let time: number | undefined;
	for await (const { items, isCut } of walkPages(readPage, { maxPages: MAX_MESSAGE_PAGES })) {
		const messages = asMessages(items, chatID, time);
		const oldest = messages.at(-1);
		if (oldest) time = timeOf(oldest);
		yield messages;
		if (isCut) onCut();
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
	if (!Array.isArray(items)) return undefined;
	return { ...rest, items: objectsIn(items), hasMore: hasMore === true };
}
