import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { isRefused, sendStatusOf } from '../model/sendStatus';
import type { OperationContext } from '../operation/operationContext';
import { follow, type Followed, type Goal } from './follow';
import type { Posted } from './postOnce';
import { sentLogOf } from './processState';

/** How far a message is followed unless the user chooses otherwise. */
export const SENT: Goal = { until: 'sent', ms: 10_000 };

/**
 * Follows a posted message as far as the goal says, and notes its final ID. Returns what became of it: nothing of a
 * Beeper before 4.2.808, which does not report it. An error if the network refused it; it can then be sent again.
 */
export async function confirm(
	context: OperationContext,
	{ accepted, forget }: Posted,
	goal: Goal,
): Promise<Followed> {
	if (!accepted.isFollowable || goal.until === 'accepted') return { isTimedOut: false };
	const followed = await follow(context, accepted, goal);
	const { message } = followed;
	if (!message) return followed;
	const { chatID, pendingMessageID } = accepted;
	accepted.messageID = String(message.id);
	sentLogOf(context.baseUrl).resolved(chatID, pendingMessageID, accepted.messageID);
	if (!isRefused(message)) return followed;
	forget();
	throw refusalError(context, message);
}

/** The error for a message that the network refused, with the network's reason. */
function refusalError(context: OperationContext, refused: IDataObject): NodeApiError {
	const { status, reason, message } = sendStatusOf(refused);
	const why = message ?? reason;
	return context.apiError(
		'The network did not take the message',
		`${why ? `It says: "${why}". ` : ''}${
			status === 'FAIL_RETRIABLE'
				? 'The message stands in Beeper as not sent; try again there, or run this node again.'
				: 'Trying again will not help: check in Beeper that the account is connected and that this person can be written to.'
		}`,
	);
}
