import type { OperationContext } from '../operation/operationContext';
import { follow, isRefused, refusalBy, type Followed, type Goal } from './follow';
import { ledgerOf } from './ledger';
import { outboxOf } from './sentLog';
import type { Posted } from './postOnce';

/** How far a message is followed where nobody says otherwise. */
export const SENT: Goal = { until: 'sent', ms: 10_000 };

/**
 * Follows a posted message as far as the goal says, and notes its final ID, for Beeper Trigger and for the next time
 * that it comes. What the network refused is an error, and may be sent again. Of a Beeper before 4.2.808 nothing
 * is known.
 */
export async function confirm(
	context: OperationContext,
	{ accepted, forget }: Posted,
	goal: Goal,
): Promise<Followed> {
	const isAskable = accepted.isFollowable && goal.until !== 'accepted';
	if (!isAskable) return { isTimedOut: false };
	const followed = await follow(context, accepted, goal);
	const { message } = followed;
	if (!message) return followed;
	const { chatID, pendingMessageID } = accepted;
	accepted.messageID = String(message.id);
	if (pendingMessageID !== null) {
		outboxOf(context.baseUrl).resolved(chatID, pendingMessageID, accepted.messageID);
	}
	ledgerOf(context.baseUrl).resolved(chatID, pendingMessageID, accepted.messageID);
	if (!isRefused(message)) return followed;
	forget();
	throw refusalBy(context, message);
}
