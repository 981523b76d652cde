import type { IDataObject } from 'n8n-workflow';

/** A Message of the API, as far as the trigger looks at it (beeper-api.md §4). */
export interface Message extends IDataObject {
	id: string;
	chatID: string;
	accountID: string;
	timestamp: string;
	sortKey: string;
	isSender?: boolean;
}

/** Somebody's reaction to a message (beeper-api.md §4). */
export interface Reaction extends IDataObject {
	id: string;
	participantID: string;
	reactionKey: string;
}

/** What a frame or a page carries as a message that can be worked with; `undefined` if it is none. */
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
		// Every published example has one; without it the time has to do.
		sortKey: word(sortKey) || String(ms),
	};
}

/** A text or a number as text; never `String` for the rest: an object with a `toString` of its own throws. */
function word(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** When it was written, in ms. */
export const timeOf = ({ timestamp }: Pick<Message, 'timestamp'>): number => Date.parse(timestamp);

/** Its reactions; none where Beeper does not say. */
export function reactionsOf({ reactions }: Message): Reaction[] {
	if (!Array.isArray(reactions)) return [];
	return (reactions as Reaction[]).filter((one) => typeof one?.reactionKey === 'string');
}

/** An own message that has not reached its network: it stands under an ID that it will not keep. */
export const isPending = (message: Message) => statusOf(message) === 'PENDING';

/** An own message that its network refused. */
export const isRefused = (message: Message) => statusOf(message).startsWith('FAIL');

function statusOf({ sendStatus }: Message): string {
	const { status } = (sendStatus ?? {}) as { status?: unknown };
	return typeof status === 'string' ? status : '';
}

/** Whether there is something to read or see in it: system events come as messages with nothing in them. */
export function hasContent({ text, attachments, links, type }: Message): boolean {
	return Boolean(text) || isFilled(attachments) || isFilled(links) || type === 'LOCATION';
}

const isFilled = (list: unknown) => Array.isArray(list) && list.length > 0;
