import type { IDataObject } from 'n8n-workflow';
import { isSuccess } from '../../shared/api/httpResult';
import type { Hub } from '../../shared/live/hub/hub';
import { sentLogOf } from '../../shared/send/processState';
import type { SentLog } from '../../shared/send/sentLog';
import { withTimeout, wait } from '../../shared/values/wait';
import { plainText } from '../../shared/values/plainText';
import { timeOf, type Message } from '../../shared/model/message';
import { isRefused } from '../../shared/model/sendStatus';
import { messagePath } from '../../shared/api/path';

/** What is asked of Beeper. */
type SentByN8nHub = Pick<Hub, 'baseUrl' | 'getOnce'>;

/** How long an own message is held back to learn whether it is one that this package has just sent. */
const LEARN_MS = 10_000;
const LOOK_MS = 250;

/** Whether it takes asking to know where the user's own message came from. */
export function mayBeSentByN8n({ id, chatID }: Message, { baseUrl }: SentByN8nHub): boolean {
	const sentLog = sentLogOf(baseUrl);
	return sentLog.has(chatID, id) || !sentLog.isQuiet(chatID);
}

/**
 * Whether the user's own message was sent by the Beeper node of this process, which is what keeps a
 * workflow from answering itself. Exact within one process; a worker's sends are not known here.
 */
export async function isSentByN8n(
	message: Message,
	hub: SentByN8nHub,
	signal: AbortSignal,
): Promise<boolean> {
	const { id, chatID } = message;
	const sentLog = sentLogOf(hub.baseUrl);
	const until = Date.now() + LEARN_MS;
	await withTimeout(LEARN_MS, sentLog.whenAnswered(chatID), signal);
	for (;;) {
		if (sentLog.has(chatID, id)) return true;
		const pending = sentLog.pendingIn(chatID);
		if (pending.length === 0 || signal.aborted || Date.now() > until) break;
		// Sent and accepted, final ID unknown: it may be this very message.
		for (const pendingID of pending) await resolve(sentLog, hub, chatID, pendingID);
		if (!sentLog.has(chatID, id)) await wait(LOOK_MS, signal);
	}
	return sentLog.recognize(chatID, id, plainText(message.text), timeOf(message));
}

async function resolve(sentLog: SentLog, hub: SentByN8nHub, chatID: string, pendingID: string) {
	const path = messagePath(chatID, pendingID);
	const result = await hub.getOnce(path, {}, 3_000);
	const message = (isSuccess(result) ? (result.body ?? {}) : {}) as IDataObject;
	const { id } = message;
	// A message that the network refused keeps its provisional ID.
	const isFinal = id !== undefined && (id !== pendingID || isRefused(message));
	if (isFinal) sentLog.resolved(chatID, pendingID, String(id));
}
