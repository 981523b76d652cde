import { getChat } from '../operation/getChat';
import type { OperationContext } from '../operation/operationContext';
import type { NodeRun } from '../operation/nodeRun';
import { secondsOf } from '../operation/seconds';

/** The account of each chat of a run, asked for once. */
const accounts = new WeakMap<NodeRun, Map<string, Promise<string>>>();

/** What "Time Between Messages" holds (fields/sendOptions.ts). */
export interface ThrottleOptions {
	seconds?: unknown;
	randomSeconds?: unknown;
	per?: 'chat' | 'account';
}

/** Makes `post` when the pacing, if there is one, lets the next message of this chat or account go. */
export async function throttle<T>(
	context: OperationContext,
	pacing: ThrottleOptions | undefined,
	post: () => Promise<T>,
): Promise<T> {
	if (!pacing) return await post();
	const least = secondsOf(context, 'At Least (Seconds)', pacing.seconds ?? 5);
	const most = secondsOf(context, 'Random (Seconds)', pacing.randomSeconds ?? 3);
	const chatID = context.parameter('chatID', '');
	const lane = pacing.per === 'account' ? `account ${await accountOf(context, chatID)}` : chatID;
	return await context.run.throttle(lane, (least + Math.random() * most) * 1_000, post);
}

async function accountOf(context: OperationContext, chatID: string): Promise<string> {
	const known = accounts.get(context.run) ?? new Map<string, Promise<string>>();
	accounts.set(context.run, known);
	const account = known.get(chatID) ?? getChat(context).then(({ accountID }) => String(accountID));
	known.set(chatID, account);
	return await account;
}
