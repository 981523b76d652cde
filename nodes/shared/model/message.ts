import type { IDataObject } from 'n8n-workflow';
import { compareSortKeys } from './sortKey';

/** A Message of the API, as far as code looks into it (docs/beeper-api.md §4). */
export interface Message extends IDataObject {
	id: string;
	chatID: string;
	accountID: string;
	timestamp: string;
	sortKey: string;
	isSender?: boolean;
}

/** Somebody's reaction to a message (docs/beeper-api.md §4). */
export interface Reaction extends IDataObject {
	id: string;
	participantID: string;
	reactionKey: string;
}

/** Earlier times (ms) are none: some rows with content say 1970 (docs/beeper-api.md §12.1). */
const MIN_TIME = 86_400_000;

/**
 * An item of a feed frame or response as a Message. One without a time gets `arrivedAt` (ms) as its time. `undefined`
 * if it has no ID, or neither has a time.
 */
export function asMessage(value: unknown, chatID: string, arrivedAt?: number): Message | undefined {
	const { id, timestamp, sortKey, ...rest } = (value ?? {}) as Partial<Message>;
	const isTimed = isTime(timestamp);
	if (typeof id !== 'string' || (!isTimed && arrivedAt === undefined)) return undefined;
	const time = isTimed ? word(timestamp) : new Date(arrivedAt!).toISOString();
	return {
		...rest,
		id,
		timestamp: time,
		chatID: chatID || word(rest.chatID),
		accountID: word(rest.accountID),
		// Every published example has a sort key; without one the time serves.
		sortKey: word(sortKey) || String(Date.parse(time)),
	};
}

/**
 * The items of a page of one chat as messages, newest first: the API promises no order within a page. One without a
 * time gets that of the message before it, or else of the one after it; `newest` (ms) is the time of the page before.
 */
export function asMessages(items: IDataObject[], chatID: string, newest?: number): Message[] {
	const timed = newestFirst(
		items.filter(({ timestamp }) => isTime(timestamp)),
		chatID,
	);
	const timeless = items.filter(({ timestamp }) => !isTime(timestamp));
	if (timeless.length === 0) return timed;
	const neighbour = (item: IDataObject) =>
		timed.find(({ sortKey }) => compareSortKeys(sortKey, word(item.sortKey)) <= 0) ?? timed.at(-1);
	const dated = timeless.flatMap((item) => {
		const next = neighbour(item);
		return asMessage(item, chatID, next ? timeOf(next) : newest) ?? [];
	});
	return [...timed, ...dated].sort((a, b) => compareSortKeys(b.sortKey, a.sortKey));
}

const newestFirst = (items: IDataObject[], chatID: string) =>
	items
		.map((item) => asMessage(item, chatID))
		.filter((message) => message !== undefined)
		.sort((a, b) => compareSortKeys(b.sortKey, a.sortKey));

const isTime = (timestamp: unknown) => Date.parse(word(timestamp)) >= MIN_TIME;

/** A text or number as text, else ''. Not `String(value)`: an object whose `toString` is no function would throw. */
function word(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** When the message was written, in ms. */
export const timeOf = ({ timestamp }: Pick<Message, 'timestamp'>): number => Date.parse(timestamp);

/** The reactions to a message; none if Beeper gives none. */
export function reactionsOf({ reactions }: Message): Reaction[] {
	if (!Array.isArray(reactions)) return [];
	return (reactions as Reaction[]).filter((one) => typeof one?.reactionKey === 'string');
}

/** Whether it has text, files, links or a place; system events come as messages without any. */
export function hasContent({ text, attachments, links, type }: Message): boolean {
	return Boolean(text) || isFilled(attachments) || isFilled(links) || type === 'LOCATION';
}

const isFilled = (list: unknown) => Array.isArray(list) && list.length > 0;
