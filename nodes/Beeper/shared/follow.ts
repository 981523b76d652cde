import type { IDataObject } from 'n8n-workflow';
import type { Call } from './call';
import type { Outbox } from './outbox';
import { isSuccess } from './outcome';
import { atMost } from './pause';

/** How long a send is followed to its final ID. */
export const FOLLOW_MS = 10_000;

const FIRST_LOOK_MS = 200;
const SLOWEST_LOOK_MS = 1_000;

/** What a look gets to be answered even at the very end. */
const SHORTEST_LOOK_MS = 1_000;

/** What POST …/messages answers: the message was accepted under a provisional ID. */
export interface Accepted {
	chatID: string;
	pendingMessageID: string;
	/** Whether this Beeper can say what became of it. */
	isFollowable: boolean;
}

/**
 * Follows an accepted message, GET /v1/chats/{chatID}/messages/{pendingMessageID}, until the network
 * took or refused it, for at most `FOLLOW_MS`. Returns the Message; `undefined` while it is pending still, or when
 * this Beeper cannot say (before 4.2.808). A refusal is an error.
 */
export async function follow(
	call: Call,
	{ chatID, pendingMessageID }: Accepted,
	outbox: Outbox,
): Promise<IDataObject | undefined> {
	const url = `/v1/chats/${encodeURIComponent(chatID)}/messages/${encodeURIComponent(pendingMessageID)}`;
	const until = Date.now() + FOLLOW_MS;
	for (let wait = FIRST_LOOK_MS; ; wait = Math.min(wait * 1.5, SLOWEST_LOOK_MS)) {
		await call.pause(wait);
		const message = await look(call, url, Math.max(SHORTEST_LOOK_MS, until - Date.now()));
		if (message && isSettled(message, pendingMessageID)) {
			outbox.resolved(chatID, pendingMessageID, String(message.id));
			refuseFailed(call, message);
			return message;
		}
		if (Date.now() + wait > until || call.signal?.aborted) return undefined;
	}
}

/**
 * The message, if Beeper has it; never an error, since the message is on its way whatever this says. One
 * attempt of `ms` at most, a wait for the run's other requests included: the next look is the retry.
 */
async function look(call: Call, url: string, ms: number): Promise<IDataObject | undefined> {
	const looking = call.attempt({ method: 'GET', url, timeout: ms });
	const outcome = await atMost(ms, looking, call.signal);
	return outcome && isSuccess(outcome) ? (outcome.body as IDataObject) : undefined;
}

interface SendStatus {
	status?: string;
	reason?: string;
	message?: string;
}

function isSettled(message: IDataObject, pendingMessageID: string): boolean {
	const { status } = (message.sendStatus ?? {}) as SendStatus;
	return status === undefined ? message.id !== pendingMessageID : status !== 'PENDING';
}

function refuseFailed(call: Call, message: IDataObject) {
	const { status, reason, message: text } = (message.sendStatus ?? {}) as SendStatus;
	if (!status?.startsWith('FAIL')) return;
	const why = text ?? reason;
	throw call.apiError(
		'The network did not take the message',
		`${why ? `It says: "${why}". ` : ''}${
			status === 'FAIL_RETRIABLE'
				? 'The message stands in Beeper as not sent; try again there, or run this node again.'
				: 'Trying again will not help: check in Beeper that the account is connected and that this person can be written to.'
		}`,
	);
}
