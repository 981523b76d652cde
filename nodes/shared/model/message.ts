import type { IDataObject } from 'n8n-workflow';

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

/** An item of a feed frame or page as a Message; `undefined` if it has no ID or no valid time. */
export function asMessage(value: unknown, chatID = ''): Message | undefined {
	const { id, timestamp, sortKey, ...rest } = (value ?? {}) as Partial<Message>;
	const time = word(timestamp);
	const ms = Date.parse(time);
	if (typeof id !== 'string' || Number.isNaN(ms)) return undefined;
	return {
		...rest,
		id,
		timestamp: time,
		chatID: chatID || word(rest.chatID),
		accountID: word(rest.accountID),
		// Every published example has a sort key; without one the time serves.
		sortKey: word(sortKey) || String(ms),
	};
}

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
