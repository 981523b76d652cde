import type { IDataObject } from 'n8n-workflow';
import type { Accepted, Followed } from './follow';
import { isDelivered, sendStatusOf } from '../model/sendStatus';
import { plainText } from '../values/plainText';

/**
 * The node's output for one message. As long as only the provisional ID is known, `messageID` and `message` (the API's
 * Message) are null and `isPending` is true; `isTimedOut` is true if the time was over before the goal was reached.
 */
export function sendOutput(
	{ chatID, pendingMessageID }: Accepted,
	{ message, isTimedOut }: Followed,
	isRepeat: boolean,
): IDataObject {
	return {
		chatID,
		messageID: message?.id ?? null,
		pendingMessageID,
		isPending: message === undefined,
		sendStatus: message ? (sendStatusOf(message).status ?? null) : 'PENDING',
		timestamp: message?.timestamp ?? null,
		text: message?.text ?? null,
		plainText: message ? plainText(message.text) : null,
		isDelivered: message ? isDelivered(message) : null,
		isTimedOut,
		isRepeat,
		message: message ?? null,
	};
}

/** The node's output for a message that was not sent: the same fields, without those that describe a sending. */
export const unsentOutput = (
	chatID: IDataObject[string],
	text?: IDataObject[string],
): IDataObject => ({
	chatID,
	messageID: null,
	pendingMessageID: null,
	isPending: false,
	sendStatus: null,
	timestamp: null,
	text: text ?? null,
	plainText: plainText(text) || null,
});
