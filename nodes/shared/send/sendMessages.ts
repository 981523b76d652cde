import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../operation/operationContext';
import { confirm, SENT } from './confirm';
import type { Followed, Goal } from './follow';
import { outgoing } from './outgoingMessages';
import type { Pacing } from './throttle';
import { postOnce, type Posted } from './postOnce';
import { putInDraft } from './saveDraft';
import { secondsIn } from '../operation/seconds';
import { sendOutput } from './sendOutput';
import { simulate } from './simulate';

/**
 * Sends the message that `call.request` holds, with the item's files, unless it has gone out before or is only
 * to be checked or put into the draft. Returns what became of it; with several files also `messages`, one each.
 */
export async function sendMessages(call: Call): Promise<IDataObject> {
	const messages = await outgoing(call);
	const goal = goalOf(call);
	if (call.parameter('options.simulate', false)) return await simulate(call, messages);
	if (call.parameter('options.draft', false)) return await putInDraft(call, messages);
	const posted = await postOnce(call, messages, {
		key: String(call.parameter<unknown>('options.idempotencyKey', '') ?? '').trim(),
		pacing: call.parameter<Pacing | null>('options.pacing.values', null) ?? undefined,
	});
	// The order is settled, so the next item may be sent while this one is followed.
	call.accepted();
	const results = await Promise.all(posted.map(async (one) => await resultOf(call, one, goal)));
	return results.length === 1 ? results[0] : { ...results[0], messages: results };
}

function goalOf(call: Call): Goal {
	const until = call.parameter<Goal['until']>('options.waitUntil', SENT.until);
	const seconds = call.parameter<unknown>('options.waitSeconds', SENT.ms / 1_000);
	return { until, ms: secondsIn(call, 'Wait at Most (Seconds)', seconds) * 1_000 };
}

async function resultOf(call: Call, posted: Posted, goal: Goal): Promise<IDataObject> {
	const { accepted, isRepeat } = posted;
	const followed = await confirm(call, posted, goal);
	if (goal.until !== 'accepted') failUnconfirmed(call, goal, followed, accepted.isFollowable);
	return sendOutput(accepted, followed, isRepeat);
}

/** The error for a message that has not come far enough in time, where the user wants one. */
function failUnconfirmed(
	call: Call,
	{ ms }: Goal,
	{ message, isTimedOut }: Followed,
	isFollowable: boolean,
) {
	const isConfirmed = isFollowable && !isTimedOut;
	if (isConfirmed || call.parameter<string>('options.onTimeout', 'continue') !== 'fail') return;
	if (call.signal?.aborted) return;
	const remedy =
		"It may still get there, so look in the chat before you send it again. 'Wait at Most (Seconds)' and 'If Time Runs Out' say when this is an error.";
	if (!isFollowable) {
		throw call.apiError(
			'The message was sent, but this Beeper cannot say what became of it',
			`Beeper Desktop 4.2.808 or newer can. ${remedy}`,
		);
	}
	const after = ms === 1_000 ? 'after a second' : `after ${ms / 1_000} seconds`;
	throw call.apiError(
		message ? `The message is not delivered ${after}` : `The message is still on its way ${after}`,
		`Beeper took it, ${message ? 'and so did the network, but that does not say that it arrived' : 'but the network has not confirmed it'}. ${remedy}`,
	);
}
