import type { IDataObject } from 'n8n-workflow';
import { isDelivered, type Accepted, type Followed } from './follow';
import { plainText } from '../values/plainText';

/**
 * What the node gives for one message. As long as only the provisional ID is known, `messageID` and `message` (the
 * API's Message) are null and `isPending` is true; `isTimedOut` says that the wait ended before what it was for.
 */
export function sendOutput(
	{ chatID, pendingMessageID }: Accepted,
	{ message, isTimedOut }: Followed,
	isRepeat: boolean,
): IDataObject {
	const { status } = (message?.sendStatus ?? {}) as { status?: string };
	return {
		chatID,
		messageID: message?.id ?? null,
		pendingMessageID,
		isPending: message === undefined,
		sendStatus: message ? (status ?? null) : 'PENDING',
		timestamp: message?.timestamp ?? null,
		text: message?.text ?? null,
		plainText: message ? plainText(message.text) : null,
		isDelivered: message ? isDelivered(message) : null,
		isTimedOut,
		isRepeat,
		message: message ?? null,
	};
}

/** What the node gives for a message that was not sent; the same fields, as far as they say anything. */
export const notSent = (chatID: IDataObject[string], text?: IDataObject[string]): IDataObject => ({
	chatID,
	messageID: null,
	pendingMessageID: null,
	isPending: false,
	sendStatus: null,
	timestamp: null,
	text: text ?? null,
	plainText: plainText(text) || null,
});
