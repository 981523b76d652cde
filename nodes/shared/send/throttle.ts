import { getChat } from '../operation/getChat';
import type { OperationContext } from '../operation/operationContext';
import { secondsOf } from '../operation/seconds';
import { accountsOfRun } from './processState';

/** The values of the option "Time Between Messages" (fields/sendOptions.ts). */
export interface ThrottleOptions {
	seconds?: unknown;
	randomSeconds?: unknown;
	per?: 'chat' | 'account';
}

/**
 * Runs `post` when enough time has passed since the last message of this chat or account, and returns its result; at
 * once without options. An error where these are no numbers of seconds, or the chat's account cannot be read.
 */
export async function throttle<T>(
	context: OperationContext,
	options: ThrottleOptions | undefined,
	post: () => Promise<T>,
): Promise<T> {
	if (!options) return await post();
	const seconds = secondsOf(context, 'At Least (Seconds)', options.seconds ?? 5);
	const random = secondsOf(context, 'Random (Seconds)', options.randomSeconds ?? 3);
	const chatID = context.parameter('chatID', '');
	const lane = options.per === 'account' ? `account ${await accountOf(context, chatID)}` : chatID;
	return await context.run.throttle(lane, (seconds + Math.random() * random) * 1_000, post);
}

async function accountOf(context: OperationContext, chatID: string): Promise<string> {
	const accounts = accountsOfRun(context.run);
	const account =
		accounts.get(chatID) ?? getChat(context).then(({ accountID }) => String(accountID));
	accounts.set(chatID, account);
	return await account;
}
