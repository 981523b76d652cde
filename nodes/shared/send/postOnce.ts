import type { IDataObject, NodeApiError } from 'n8n-workflow';
import type { Attempt } from './attempt';
import type { OperationContext } from '../operation/operationContext';
import { findSent, LOOKS_MS } from './findSent';
import type { Accepted } from './follow';
import { ledgerOf, type Fingerprint } from './ledger';
import { outboxOf } from './sentLog';
import { isSuccess, isUncertain } from '../api/httpResult';
import { sentFiles, type OutgoingMessage } from './outgoingMessages';
import { throttle, type ThrottleOptions } from './throttle';
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
	pacing?: ThrottleOptions;
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
	context: OperationContext,
	messages: OutgoingMessage[],
	{ key = '', pacing }: How = {},
): Promise<Posted[]> {
	const content = messages.map((one) => [one.body, sentFiles(one)]);
	const attempt = attemptOf(context, ledgerOf(context.baseUrl), key, content);
	return await attempt.inTurn(context.signal, async () => {
		const posted: Posted[] = [];
		for (const [at, message] of messages.entries()) {
			const one = await postedAt(context, attempt, at, message, pacing).catch(
				async (error: NodeApiError) => await afterSome(error, at, messages.length),
			);
			posted.push(one);
		}
		return posted;
	});
}

async function postedAt(
	context: OperationContext,
	attempt: Attempt,
	at: number,
	message: OutgoingMessage,
	pacing: ThrottleOptions | undefined,
): Promise<Posted> {
	const { stages } = attempt;
	const forget = () => void (stages[at] = undefined);
	const stage = stages[at];
	if (stage && 'accepted' in stage) return { accepted: stage.accepted, isRepeat: true, forget };
	const found = stage
		? await foundBefore(context, message, { since: stage.since, looks: LOOKS_MS }).catch(
				async (error: Error) => await cannotAsk(context, error),
			)
		: await foundOlder(context, attempt, message);
	// The first time that it may have gone out stays the one to look from.
	const lost = (since: number) => void (stages[at] ??= { since });
	const accepted =
		found ?? (await throttle(context, pacing, async () => await post(context, message, lost)));
	stages[at] = { accepted };
	return { accepted, isRepeat: found !== undefined, forget };
}

/** The error for when nobody can say whether the message went out, since then it might go out twice. */
async function cannotAsk(context: OperationContext, { message }: Error): Promise<never> {
	const error = context.apiError(
		'The message may have gone out before, and Beeper cannot be asked',
		`${message}. It was not sent again, because that could do it twice. Look in Beeper, or run this node again when Beeper answers.`,
	);
	return await Promise.reject(error);
}

/** A message with a key that an earlier process may have sent: what it sent is not known, only what is in the chat. */
async function foundOlder(context: OperationContext, attempt: Attempt, message: OutgoingMessage) {
	const since = Date.now() - OLDER_MS;
	if (!attempt.mayBeOlder || since > BEGAN) return undefined;
	const found = await foundBefore(context, message, { since, until: BEGAN, looks: [0] });
	// They go out in order: after one that is missing, none is there.
	attempt.mayBeOlder = found !== undefined;
	return found;
}

async function foundBefore(
	context: OperationContext,
	message: OutgoingMessage,
	when: { since: number; until?: number; looks: number[] },
): Promise<Accepted | undefined> {
	const found = await findSent(context, ledgerOf(context.baseUrl), fingerprintOf(message), when);
	if (!found) return undefined;
	const { id, chatID, text, timestamp, sendStatus } = found;
	// Beeper Trigger then knows it, too, as sent by this package.
	outboxOf(context.baseUrl).recognize(
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
	context: OperationContext,
	message: OutgoingMessage,
	lost: (since: number) => void,
): Promise<Accepted> {
	const { body, file, hints } = message;
	const attachment = file && { uploadID: (await upload(context, file)).uploadID, ...hints };
	const outbox = outboxOf(context.baseUrl);
	const chatID = context.parameter('chatID', '');
	const text = String(body.text ?? '');
	const request = {
		...context.request,
		body: { ...body, ...(attachment && { attachment }) } as IDataObject,
		files: sentFiles(message),
	};
	return await outbox.watch(chatID, async () => {
		const since = Date.now();
		const result = await context.resultOf(request, false);
		if (isUncertain(result)) {
			lost(since);
			outbox.expect(chatID, text);
		}
		if (!isSuccess(result)) throw await context.errorOf(result, request);
		const answer = result.body as { chatID: string; pendingMessageID: string };
		// Older versions have no route to follow a message by.
		const isFollowable = !context.isBefore(result, '4.2.808');
		if (isFollowable) outbox.accepted(answer.chatID, answer.pendingMessageID, text);
		else outbox.expect(answer.chatID, text);
		ledgerOf(context.baseUrl).accepted(
			answer.chatID,
			answer.pendingMessageID,
			fingerprintOf(message),
		);
		return { ...answer, isFollowable };
	});
}

function fingerprintOf({ body, file, hints }: OutgoingMessage): Fingerprint {
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
