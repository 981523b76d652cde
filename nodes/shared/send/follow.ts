import type { IDataObject } from 'n8n-workflow';
import { isSuccess } from '../api/httpResult';
import { messagePath } from '../api/path';
import { isDelivered, isPending, isRefused, sendStatusOf } from '../model/sendStatus';
import type { OperationContext } from '../operation/operationContext';
import { withTimeout } from '../values/wait';

const FIRST_WAIT_MS = 200;
const MAX_WAIT_MS = 1_000;

/** In a long follow-up the waits grow further, to a tenth of the time so far, up to this. */
const MAX_LONG_WAIT_MS = 5_000;

/** The shortest timeout of a request, even when the time is almost over. */
const MIN_TIMEOUT_MS = 1_000;

/** A message that Beeper accepted: what POST …/messages returned, and what was found out since. */
export interface Accepted {
	chatID: string;
	/** The provisional ID; null for a message that was found in the chat, already sent. */
	pendingMessageID: string | null;
	/** The final ID, once it is known. */
	messageID?: string;
	/** The message itself, if it was found in the chat, already sent. */
	found?: IDataObject;
	/** Whether this Beeper reports what became of it. */
	isFollowable: boolean;
}

/** How far a message is followed, and for how long at most. */
export interface Goal {
	until: 'accepted' | 'sent' | 'delivered';
	ms: number;
}

/** What became of a followed message. */
export interface Followed {
	/** The message as it is now; none as long as only its provisional ID is known. */
	message?: IDataObject;
	/** Whether the time was over before the goal was reached. */
	isTimedOut: boolean;
}

/**
 * Follows an accepted message, GET /v1/chats/{chatID}/messages/{messageID}, until it has reached the goal, the network
 * refused it, `goal.ms` are over, or the execution is cancelled. Throws nothing: a refusal is in the message that it
 * returns, and a request that fails is made again.
 */
export async function follow(
	context: OperationContext,
	{ chatID, pendingMessageID, messageID = String(pendingMessageID), found }: Accepted,
	{ until, ms }: Goal,
): Promise<Followed> {
	const url = messagePath(chatID, messageID);
	const begin = Date.now();
	const end = begin + ms;
	let known = found;
	if (known && until === 'sent') return { message: known, isTimedOut: false };
	for (let wait = FIRST_WAIT_MS; ; wait = nextWait(wait, Date.now() - begin)) {
		await context.wait(wait);
		const timeout = Math.max(MIN_TIMEOUT_MS, end - Date.now());
		const message = await fetchMessage(context, url, timeout);
		if (message && isSettled(message, pendingMessageID)) known = message;
		if (known && (until === 'sent' || isRefused(known) || isDelivered(known))) {
			return { message: known, isTimedOut: false };
		}
		if (Date.now() + wait > end || context.signal?.aborted)
			return { message: known, isTimedOut: true };
	}
}

function nextWait(wait: number, elapsed: number): number {
	const longest = Math.min(Math.max(MAX_WAIT_MS, elapsed / 10), MAX_LONG_WAIT_MS);
	return Math.min(wait * 1.5, longest);
}

/**
 * The message, if Beeper returns it within `ms`, the wait for other requests of the run included. Never an error: the
 * message has been accepted in any case, and the next request is the retry.
 */
async function fetchMessage(
	context: OperationContext,
	url: string,
	ms: number,
): Promise<IDataObject | undefined> {
	const request = context.attempt({ method: 'GET', url, timeout: ms });
	const result = await withTimeout(ms, request, context.signal);
	return result && isSuccess(result) ? (result.body as IDataObject) : undefined;
}

/** Whether the network has accepted or refused the message; where there is no status, its ID shows it. */
function isSettled(message: IDataObject, pendingMessageID: string | null): boolean {
	const { status } = sendStatusOf(message);
	return status === undefined ? message.id !== pendingMessageID : !isPending(message);
}
