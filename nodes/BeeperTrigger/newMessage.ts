import type { IDataObject } from 'n8n-workflow';

/** The events that this version tells apart. */
export type MessageEvent = 'message.received' | 'message.sent';

/** A Message of the API, as far as the trigger looks at it (beeper-api.md §4). */
export interface Message extends IDataObject {
	id: string;
	chatID: string;
	accountID: string;
	timestamp: string;
	isSender?: boolean;
}

/**
 * What an upsert of a message says that was not seen before: somebody wrote, the user wrote, or nothing
 * new (`undefined`). The API sends the same frame for inserts, edits, reactions and receipts; a message
 * from before `since` (ms) is history, such as a newly connected account backfills.
 */
export function newMessage(message: Message, since: number): MessageEvent | undefined {
	if (message.isDeleted === true || message.isHidden === true) return undefined;
	if (message.type === 'REACTION' || !hasContent(message)) return undefined;
	if (!(Date.parse(message.timestamp) >= since)) return undefined;
	if (!message.isSender) return 'message.received';
	const { status = '' } = (message.sendStatus ?? {}) as { status?: string };
	// Under its provisional ID, or refused by the network, it is not sent.
	return status === 'PENDING' || status.startsWith('FAIL') ? undefined : 'message.sent';
}

/** System events come as messages with nothing in them. */
function hasContent({ text, attachments, links, type }: Message): boolean {
	const isFilled = (list: unknown) => Array.isArray(list) && list.length > 0;
	return Boolean(text) || isFilled(attachments) || isFilled(links) || type === 'LOCATION';
}
