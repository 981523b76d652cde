import { sleep } from 'n8n-workflow';

/** Resolves after `ms` milliseconds, or at once when `signal` aborts; it never rejects. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
	if (signal?.aborted) return;
	let wake = () => {};
	// n8n-workflow before 2.34 ignores the second argument of sleep, hence the race.
	const aborted = new Promise<void>((resolve) => (wake = resolve));
	signal?.addEventListener('abort', wake);
	await Promise.race([sleep(ms, signal).catch(() => {}), aborted]);
	signal?.removeEventListener('abort', wake);
}

/** Resolves when `work` has settled, but after `ms` milliseconds, or when `signal` aborts, at the latest. */
export async function atMost(
	ms: number,
	work: Promise<unknown>,
	signal?: AbortSignal,
): Promise<void> {
	const settled = new AbortController();
	const over = signal ? AbortSignal.any([signal, settled.signal]) : settled.signal;
	await Promise.race([work.catch(() => {}), pause(ms, over)]);
	settled.abort();
}
