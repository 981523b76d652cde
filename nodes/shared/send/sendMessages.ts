import type { IDataObject } from 'n8n-workflow';
import type { OperationContext } from '../operation/operationContext';
import { confirm, SENT } from './confirm';
import type { Followed, Goal } from './follow';
import { outgoingMessages } from './outgoingMessages';
import type { ThrottleOptions } from './throttle';
import { postOnce, type Posted } from './postOnce';
import { saveDraft } from './saveDraft';
import { secondsOf } from '../operation/seconds';
import { sendOutput } from './sendOutput';
import { simulate } from './simulate';

/**
 * Sends the message of `context.request` with the item's files, unless it was sent before, or the options ask for a
 * simulation or a draft. Returns what became of it; with several files also `messages`, one each. An error if it is
 * refused, or, where the user wants that, not confirmed in time.
 */
export async function sendMessages(context: OperationContext): Promise<IDataObject> {
	const messages = await outgoingMessages(context);
	const goal = goalOf(context);
	if (context.parameter('options.simulate', false)) return await simulate(context, messages);
	if (context.parameter('options.draft', false)) return await saveDraft(context, messages);
	const posted = await postOnce(context, messages, {
		key: String(context.parameter<unknown>('options.idempotencyKey', '') ?? '').trim(),
		pacing: context.parameter<ThrottleOptions | null>('options.pacing.values', null) ?? undefined,
	});
	// Its place in the chat is certain now, so the next item may be sent while this one is followed.
	context.accepted();
	const results = await Promise.all(posted.map(async (one) => await outputOf(context, one, goal)));
	return results.length === 1 ? results[0] : { ...results[0], messages: results };
}

function goalOf(context: OperationContext): Goal {
	const until = context.parameter<Goal['until']>('options.waitUntil', SENT.until);
	const seconds = context.parameter<unknown>('options.waitSeconds', SENT.ms / 1_000);
	return { until, ms: secondsOf(context, 'Wait at Most (Seconds)', seconds) * 1_000 };
}

async function outputOf(
	context: OperationContext,
	posted: Posted,
	goal: Goal,
): Promise<IDataObject> {
	const { accepted, isRepeat } = posted;
	const followed = await confirm(context, posted, goal);
	if (goal.until !== 'accepted') assertConfirmed(context, goal, followed, accepted.isFollowable);
	return sendOutput(accepted, followed, isRepeat);
}

/** Throws an error if the message has not reached the goal in time and the user wants an error for that. */
function assertConfirmed(
	context: OperationContext,
	{ ms }: Goal,
	{ message, isTimedOut }: Followed,
	isFollowable: boolean,
) {
	const isConfirmed = isFollowable && !isTimedOut;
	if (isConfirmed || context.parameter<string>('options.onTimeout', 'continue') !== 'fail') return;
	if (context.signal?.aborted) return;
	const remedy =
		"It may still get there, so look in the chat before you send it again. 'Wait at Most (Seconds)' and 'If Time Runs Out' say when this is an error.";
	if (!isFollowable) {
		throw context.apiError(
			'The message was sent, but this Beeper cannot say what became of it',
			`Beeper Desktop 4.2.808 or newer can. ${remedy}`,
		);
	}
	const after = ms === 1_000 ? 'after a second' : `after ${ms / 1_000} seconds`;
	throw context.apiError(
		message ? `The message is not delivered ${after}` : `The message is still on its way ${after}`,
		`Beeper took it, ${message ? 'and so did the network, but that does not say that it arrived' : 'but the network has not confirmed it'}. ${remedy}`,
	);
}
