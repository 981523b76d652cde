import { isSuccess, isUncertain, retryAfterMs, type HttpResult } from './httpResult';
import { wait } from '../values/wait';

/** The longest that one request waits for Beeper's `Retry-After`, all its waits together. */
export const MAX_RETRY_AFTER_MS = 60_000;

const MAX_OBEYED = 20;
const REFUSED_WAITS_MS = [1_000, 2_000, 4_000];
const LOST_WAITS_MS = [500, 2_000];

/** How often, and how long, one request has been tried again, by reason. */
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
 * Whether to try a request again, and after how long; `undefined` where its outcome is final. Only a
 * `repeatable` request (one that changes nothing) is repeated when it may have been carried out.
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
