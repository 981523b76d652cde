import type { IDataObject } from 'n8n-workflow';
import type { OperationContext } from '../operation/operationContext';
import { isSuccess } from '../api/httpResult';
import { withTimeout } from '../values/wait';
import { messagePath } from '../api/path';

const FIRST_LOOK_MS = 200;
const SLOWEST_LOOK_MS = 1_000;

/** A long wait is looked after ever more slowly: at every tenth of the time so far, at most so seldom. */
const SELDOM_LOOK_MS = 5_000;

/** What a look gets to be answered even at the very end. */
const SHORTEST_LOOK_MS = 1_000;

/** What POST …/messages answers: the message was accepted under a provisional ID. */
export interface Accepted {
	chatID: string;
	/** Null of a message that was found in the chat, sent. */
	pendingMessageID: string | null;
	/** The final ID, once it is known. */
	messageID?: string;
	/** The message itself, where it was found in the chat, sent. */
	found?: IDataObject;
	/** Whether this Beeper can say what became of it. */
	isFollowable: boolean;
}

/** How far a message is followed, and for how long. */
export interface Goal {
	until: 'accepted' | 'sent' | 'delivered';
	ms: number;
}

/** What is known of a message in the end; none while it has its provisional ID alone. */
export interface Followed {
	message?: IDataObject;
	/** Whether the time was over before the goal was reached. */
	isTimedOut: boolean;
}

/**
 * Follows an accepted message, GET /v1/chats/{chatID}/messages/{messageID}, until it has come as far as the goal
 * says or the network refused it, for at most `goal.ms`. Never an error: a refusal stands in the message.
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
	for (let wait = FIRST_LOOK_MS; ; wait = nextWait(wait, Date.now() - begin)) {
		await context.wait(wait);
		const message = await look(context, url, Math.max(SHORTEST_LOOK_MS, end - Date.now()));
		if (message && isSettled(message, pendingMessageID)) known = message;
		if (known && (until === 'sent' || isRefused(known) || isDelivered(known))) {
			return { message: known, isTimedOut: false };
		}
		if (Date.now() + wait > end || context.signal?.aborted)
			return { message: known, isTimedOut: true };
	}
}

/** Whether the network says that the message has reached somebody; null where it says nothing about that. */
export function isDelivered({ sendStatus, seen }: IDataObject): boolean | null {
	const { deliveredToUsers } = (sendStatus ?? {}) as SendStatus;
	// Who has seen it has got it: some networks tell the one and not the other.
	const seers = typeof seen === 'object' && seen !== null ? Object.values(seen) : [seen];
	if (seers.some(Boolean)) return true;
	return deliveredToUsers ? deliveredToUsers.length > 0 : null;
}

interface SendStatus {
	status?: string;
	reason?: string;
	message?: string;
	deliveredToUsers?: string[];
}

/** Whether the network refused the message. */
export const isRefused = ({ sendStatus }: IDataObject) =>
	((sendStatus ?? {}) as SendStatus).status?.startsWith('FAIL') === true;

/** The error for a message that the network refused, with the network's reason. */
export function refusalBy(context: OperationContext, { sendStatus }: IDataObject) {
	const { status, reason, message } = sendStatus as SendStatus;
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

function nextWait(wait: number, elapsed: number): number {
	const slowest = Math.min(Math.max(SLOWEST_LOOK_MS, elapsed / 10), SELDOM_LOOK_MS);
	return Math.min(wait * 1.5, slowest);
}

/**
 * The message, if Beeper has it; never an error, since the message is on its way whatever this says. One
 * attempt of `ms` at most, a wait for the run's other requests included: the next look is the retry.
 */
async function look(
	context: OperationContext,
	url: string,
	ms: number,
): Promise<IDataObject | undefined> {
	const looking = context.attempt({ method: 'GET', url, timeout: ms });
	const result = await withTimeout(ms, looking, context.signal);
	return result && isSuccess(result) ? (result.body as IDataObject) : undefined;
}

function isSettled(message: IDataObject, pendingMessageID: string | null): boolean {
	const { status } = (message.sendStatus ?? {}) as SendStatus;
	return status === undefined ? message.id !== pendingMessageID : status !== 'PENDING';
}
