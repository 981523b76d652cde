import { isSuccess, isUncertain, retryAfterMs, type HttpResult } from './httpResult';
import { wait } from '../values/wait';

/** The most (ms) that one request waits because of `Retry-After`, all its waits together. */
export const MAX_RETRY_AFTER_MS = 60_000;

const MAX_OBEYED = 20;
const REFUSED_WAITS_MS = [1_000, 2_000, 4_000];
const LOST_WAITS_MS = [500, 2_000];

/** How often one request was repeated, by reason, and how long (ms) it waited because of `Retry-After`. */
export interface Tries {
	obeyed: number;
	refused: number;
	lost: number;
	waitedMs: number;
}

export const noTries = (): Tries => ({ obeyed: 0, refused: 0, lost: 0, waitedMs: 0 });

export interface Retry {
	reason: 'obeyed' | 'refused' | 'lost';
	waitMs: number;
}

/**
 * Whether to repeat a request, and after how long; `undefined` if the result is final. Only a `repeatable` request
 * (one that changes nothing) is repeated if it may have been carried out.
 */
export function nextTry(
	result: HttpResult,
	tries: Tries,
	repeatable: boolean,
	random: () => number = Math.random,
): Retry | undefined {
	if (isSuccess(result)) return undefined;
	const asked = retryAfterMs(result);
	if (asked !== undefined) {
		const fits = tries.waitedMs + asked <= MAX_RETRY_AFTER_MS && tries.obeyed < MAX_OBEYED;
		return fits ? { reason: 'obeyed', waitMs: asked } : undefined;
	}
	if (result.status === 429) return retryAt(REFUSED_WAITS_MS, tries.refused, 'refused');
	if (repeatable && isUncertain(result)) {
		const retry = retryAt(LOST_WAITS_MS, tries.lost, 'lost');
		return retry && { ...retry, waitMs: Math.round(retry.waitMs * (0.5 + random() / 2)) };
	}
	return undefined;
}

function retryAt(waitsMs: number[], tried: number, reason: Retry['reason']): Retry | undefined {
	return tried < waitsMs.length ? { reason, waitMs: waitsMs[tried] } : undefined;
}

interface RetryOptions {
	/** Whether the request may be made twice without harm. */
	repeatable: boolean;
	signal?: AbortSignal;
	/** Called before each wait. */
	onWait?: (retry: Retry) => void;
}

/** Repeats `attempt` until its result is final (`nextTry`), with waits in between; returns that result. */
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
