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
