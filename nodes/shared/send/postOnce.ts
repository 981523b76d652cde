import type { IDataObject, NodeApiError } from 'n8n-workflow';
import type { Attempt } from './attempt';
import type { Call } from '../operation/operationContext';
import { findSent, LOOKS_MS } from './findSent';
import type { Accepted } from './follow';
import { ledgerOf, type Mark } from './ledger';
import { outboxOf } from './sentLog';
import { isSuccess, isUncertain } from '../api/httpResult';
import { sentFiles, type Outgoing } from './outgoingMessages';
import { paced, type Pacing } from './throttle';
import { plainText } from '../values/plainText';
import { attemptOf } from './attempts';
import { upload } from '../files/upload';

/** When this process began, and how long before that a message with a key may have been sent by another. */
const BEGAN = Date.now();
const OLDER_MS = 12 * 3_600_000;

/** How messages are posted. */
interface How {
	/** What the user says makes them the same ones when they come again; empty for nothing. */
	key?: string;
	pacing?: Pacing;
}

/** A message that Beeper has taken, now or before. */
export interface Posted {
	accepted: Accepted;
	/** Whether it had gone out before, and was not sent again. */
	isRepeat: boolean;
	/** Lets it be sent again: it did not go out after all. */
	forget: () => void;
}

/**
 * Posts messages in order, each after the one before it was accepted, and none that this item's attempt has
 * already sent. One whose outcome was lost then is looked for in the chat first.
 */
export async function postOnce(
	call: Call,
	messages: Outgoing[],
	{ key = '', pacing }: How = {},
): Promise<Posted[]> {
	const content = messages.map((one) => [one.body, sentFiles(one)]);
	const attempt = attemptOf(call, ledgerOf(call.baseUrl), key, content);
	return await attempt.inTurn(call.signal, async () => {
		const posted: Posted[] = [];
		for (const [at, message] of messages.entries()) {
			const one = await postedAt(call, attempt, at, message, pacing).catch(
				async (error: NodeApiError) => await afterSome(error, at, messages.length),
			);
			posted.push(one);
		}
		return posted;
	});
}

async function postedAt(
	call: Call,
	attempt: Attempt,
	at: number,
	message: Outgoing,
	pacing: Pacing | undefined,
): Promise<Posted> {
	const { stages } = attempt;
	const forget = () => void (stages[at] = undefined);
	const stage = stages[at];
	if (stage && 'accepted' in stage) return { accepted: stage.accepted, isRepeat: true, forget };
	const found = stage
		? await foundBefore(call, message, { since: stage.since, looks: LOOKS_MS }).catch(
				async (error: Error) => await cannotAsk(call, error),
			)
		: await foundOlder(call, attempt, message);
	// The first time that it may have gone out stays the one to look from.
	const lost = (since: number) => void (stages[at] ??= { since });
	const accepted =
		found ?? (await paced(call, pacing, async () => await post(call, message, lost)));
	stages[at] = { accepted };
	return { accepted, isRepeat: found !== undefined, forget };
}

/** The error for when nobody can say whether the message went out, since then it might go out twice. */
async function cannotAsk(call: Call, { message }: Error): Promise<never> {
	const error = call.apiError(
		'The message may have gone out before, and Beeper cannot be asked',
		`${message}. It was not sent again, because that could do it twice. Look in Beeper, or run this node again when Beeper answers.`,
	);
	return await Promise.reject(error);
}

/** A message with a key that an earlier process may have sent: what it sent is not known, only what is in the chat. */
async function foundOlder(call: Call, attempt: Attempt, message: Outgoing) {
	const since = Date.now() - OLDER_MS;
	if (!attempt.mayBeOlder || since > BEGAN) return undefined;
	const found = await foundBefore(call, message, { since, until: BEGAN, looks: [0] });
	// They go out in order: after one that is missing, none is there.
	attempt.mayBeOlder = found !== undefined;
	return found;
}

async function foundBefore(
	call: Call,
	message: Outgoing,
	when: { since: number; until?: number; looks: number[] },
): Promise<Accepted | undefined> {
	const found = await findSent(call, ledgerOf(call.baseUrl), markOf(message), when);
	if (!found) return undefined;
	const { id, chatID, text, timestamp, sendStatus } = found;
	// Beeper Trigger then knows it, too, as sent by this package.
	outboxOf(call.baseUrl).recognize(
		String(chatID),
		String(id),
		plainText(text),
		Date.parse(String(timestamp)),
	);
	const isPending = (sendStatus as { status?: string } | undefined)?.status === 'PENDING';
	return {
		chatID: String(chatID),
		pendingMessageID: isPending ? String(id) : null,
		messageID: String(id),
		...(!isPending && { found }),
		isFollowable: true,
	};
}

/** Sends one message; `lost` is told when it left (ms) if its outcome is unknown. */
async function post(
	call: Call,
	message: Outgoing,
	lost: (since: number) => void,
): Promise<Accepted> {
	const { body, file, hints } = message;
	const attachment = file && { uploadID: (await upload(call, file)).uploadID, ...hints };
	const outbox = outboxOf(call.baseUrl);
	const chatID = call.parameter('chatID', '');
	const text = String(body.text ?? '');
	const request = {
		...call.request,
		body: { ...body, ...(attachment && { attachment }) } as IDataObject,
		files: sentFiles(message),
	};
	return await outbox.watch(chatID, async () => {
		const since = Date.now();
		const outcome = await call.outcomeOf(request, false);
		if (isUncertain(outcome)) {
			lost(since);
			outbox.expect(chatID, text);
		}
		if (!isSuccess(outcome)) throw await call.refusalOf(outcome, request);
		const answer = outcome.body as { chatID: string; pendingMessageID: string };
		// Older versions have no route to follow a message by.
		const isFollowable = !call.isBefore(outcome, '4.2.808');
		if (isFollowable) outbox.accepted(answer.chatID, answer.pendingMessageID, text);
		else outbox.expect(answer.chatID, text);
		ledgerOf(call.baseUrl).accepted(answer.chatID, answer.pendingMessageID, markOf(message));
		return { ...answer, isFollowable };
	});
}

function markOf({ body, file, hints }: Outgoing): Mark {
	const text = String(body.text ?? '');
	return file
		? { text, file: { fileName: String(hints.fileName ?? file.fileName), bytes: file.bytes } }
		: { text };
}

/** Adds to the failure of a later file what had gone out by then. */
async function afterSome(error: NodeApiError, before: number, all: number): Promise<never> {
	if (before > 0) {
		error.description = `${before} of ${all} files had been sent before this one. ${error.description ?? error.message}`;
	}
	return await Promise.reject(error);
}
