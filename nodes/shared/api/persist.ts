import type { Outcome } from './httpResult';
import { pause } from '../values/wait';
import { nextTry, noTries, type Retry } from './retry';

interface PersistOptions {
	/** Whether the request may be made twice without harm. */
	repeatable: boolean;
	signal?: AbortSignal;
	/** Told of each wait before it begins. */
	onWait?: (retry: Retry) => void;
}

/** Makes attempts until one is final (`nextTry`), waiting in between; returns that outcome. */
export async function persist(
	attempt: () => Promise<Outcome>,
	{ repeatable, signal, onWait }: PersistOptions,
): Promise<Outcome> {
	const tries = noTries();
	for (;;) {
		const outcome = await attempt();
		const retry = signal?.aborted ? undefined : nextTry(outcome, tries, repeatable);
		if (!retry) return outcome;
		tries[retry.reason]++;
		if (retry.reason === 'obeyed') tries.waitedMs += retry.waitMs;
		onWait?.(retry);
		await pause(retry.waitMs, signal);
	}
}
