import type { HttpResult } from './httpResult';
import { wait } from '../values/wait';
import { nextTry, noTries, type Retry } from './retry';

interface RetryOptions {
	/** Whether the request may be made twice without harm. */
	repeatable: boolean;
	signal?: AbortSignal;
	/** Told of each wait before it begins. */
	onWait?: (retry: Retry) => void;
}

/** Makes attempts until one is final (`nextTry`), waiting in between; returns that outcome. */
export async function withRetry(
	attempt: () => Promise<HttpResult>,
	{ repeatable, signal, onWait }: RetryOptions,
): Promise<HttpResult> {
	const tries = noTries();
	for (;;) {
		const result = await attempt();
		const retry = signal?.aborted ? undefined : nextTry(result, tries, repeatable);
		if (!retry) return result;
		tries[retry.reason]++;
		if (retry.reason === 'obeyed') tries.waitedMs += retry.waitMs;
		onWait?.(retry);
		await wait(retry.waitMs, signal);
	}
}
