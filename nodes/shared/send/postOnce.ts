import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { isSuccess, isUncertain } from '../api/httpResult';
import { upload } from '../files/upload';
import { timeOf } from '../model/message';
import { isPending } from '../model/sendStatus';
import type { OperationContext } from '../operation/operationContext';
import { plainText } from '../values/plainText';
import { attemptOf } from './attemptOf';
import type { Attempt } from './attempts';
import { findSent, SEARCH_WAITS_MS, type SearchOptions } from './findSent';
import { fingerprintOf } from './fingerprint';
import type { Accepted } from './follow';
import { sentFiles, type OutgoingMessage } from './outgoingMessages';
import { PROCESS_STARTED, sentLogOf } from './processState';
import { throttle, type ThrottleOptions } from './throttle';

/** How long ago an earlier process may have sent a message with an idempotency key. */
const MAX_AGE_MS = 12 * 3_600_000;

interface PostOptions {
	/** The user's idempotency key: messages with the same key are sent once. Empty for none. */
	key?: string;
	pacing?: ThrottleOptions;
}

/** A message that Beeper has accepted, now or before. */
export interface Posted {
	accepted: Accepted;
	/** Whether it had been sent before, and was not sent again. */
	isRepeat: boolean;
	/** Allows it to be sent again: the network refused it. */
	forget: () => void;
}

/**
 * Posts messages in order, each after the one before it was accepted, and returns what Beeper answered to each. Leaves
 * out what this item's attempt has already sent; a message whose answer was lost is looked for in the chat first. An
 * error as soon as one message is not accepted, or when it cannot be found out whether it was sent before.
 */
export async function postOnce(
	context: OperationContext,
	messages: OutgoingMessage[],
	{ key = '', pacing }: PostOptions = {},
): Promise<Posted[]> {
	const content = messages.map((one) => [one.body, sentFiles(one)]);
	const attempt = attemptOf(context, key, content);
	return await attempt.inTurn(context.signal, async () => {
		const posted: Posted[] = [];
		for (const [index, message] of messages.entries()) {
			const one = await postMessage(context, attempt, index, message, pacing).catch(
				async (error: NodeApiError) => await withProgress(error, index, messages.length),
			);
			posted.push(one);
		}
		return posted;
	});
}

async function postMessage(
	context: OperationContext,
	attempt: Attempt,
	index: number,
	message: OutgoingMessage,
	pacing: ThrottleOptions | undefined,
): Promise<Posted> {
	const { stages } = attempt;
	const forget = () => void (stages[index] = undefined);
	const stage = stages[index];
	if (stage && 'accepted' in stage) return { accepted: stage.accepted, isRepeat: true, forget };
	const found = stage
		? await findAccepted(context, message, { since: stage.since, waits: SEARCH_WAITS_MS }).catch(
				async (error: Error) => await failUnknown(context, error),
			)
		: await findOlder(context, attempt, message);
	// Of several requests without an answer the first one counts: the search begins at its time.
	const onUncertain = (since: number) => void (stages[index] ??= { since });
	const accepted =
		found ??
		(await throttle(context, pacing, async () => await post(context, message, onUncertain)));
	stages[index] = { accepted };
	return { accepted, isRepeat: found !== undefined, forget };
}

/** The error when the chat cannot be read, so that sending the message again might duplicate it. */
async function failUnknown(context: OperationContext, { message }: Error): Promise<never> {
	const error = context.apiError(
		'The message may have gone out before, and Beeper cannot be asked',
		`${message}. It was not sent again, because that could do it twice. Look in Beeper, or run this node again when Beeper answers.`,
	);
	return await Promise.reject(error);
}

/** A message with an idempotency key that an earlier process sent; all that is left of it is the message in the chat. */
async function findOlder(
	context: OperationContext,
	attempt: Attempt,
	message: OutgoingMessage,
): Promise<Accepted | undefined> {
	const since = Date.now() - MAX_AGE_MS;
	if (!attempt.mayBeOlder || since > PROCESS_STARTED) return undefined;
	const options = { since, until: PROCESS_STARTED, waits: [0] };
	const found = await findAccepted(context, message, options);
	// Messages are sent in order: after one that is missing, none is there.
	attempt.mayBeOlder = found !== undefined;
	return found;
}

async function findAccepted(
	context: OperationContext,
	message: OutgoingMessage,
	options: SearchOptions,
): Promise<Accepted | undefined> {
	const found = await findSent(context, fingerprintOf(message), options);
	if (!found) return undefined;
	const [chatID, id] = [String(found.chatID), String(found.id)];
	// Beeper Trigger, too, then knows it as sent by this process.
	sentLogOf(context.baseUrl).recognize(chatID, id, plainText(found.text), timeOf(found));
	const isProvisional = isPending(found);
	return {
		chatID,
		pendingMessageID: isProvisional ? id : null,
		messageID: id,
		...(!isProvisional && { found }),
		isFollowable: true,
	};
}

/** Sends one message; `onUncertain` gets the time (ms) at which its request left, if the answer was lost. */
async function post(
	context: OperationContext,
	message: OutgoingMessage,
	onUncertain: (since: number) => void,
): Promise<Accepted> {
	const { body, file, hints } = message;
	const attachment = file && { uploadID: (await upload(context, file)).uploadID, ...hints };
	const sentLog = sentLogOf(context.baseUrl);
	const chatID = context.parameter('chatID', '');
	const fingerprint = fingerprintOf(message);
	const request = {
		...context.request,
		body: { ...body, ...(attachment && { attachment }) } as IDataObject,
		files: sentFiles(message),
	};
	return await sentLog.watch(chatID, async () => {
		const since = Date.now();
		const result = await context.resultOf(request, false);
		if (isUncertain(result)) {
			onUncertain(since);
			sentLog.expect(chatID, fingerprint.text);
		}
		if (!isSuccess(result)) throw await context.errorOf(result, request);
		const answer = result.body as { chatID: string; pendingMessageID: string };
		// Older versions cannot report the final ID.
		const isFollowable = !context.isBefore(result, '4.2.808');
		sentLog.accepted(answer.chatID, answer.pendingMessageID, fingerprint, isFollowable);
		return { ...answer, isFollowable };
	});
}

/** Adds to the failure of a later file how many had been sent before it. */
async function withProgress(error: NodeApiError, before: number, all: number): Promise<never> {
	if (before > 0) {
		error.description = `${before} of ${all} files had been sent before this one. ${error.description ?? error.message}`;
	}
	return await Promise.reject(error);
}
