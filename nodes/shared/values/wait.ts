import { sleep } from 'n8n-workflow';

/** Resolves after `ms` milliseconds, or at once when `signal` aborts; it never rejects. */
export async function wait(ms: number, signal?: AbortSignal): Promise<void> {
	if (signal?.aborted) return;
	// n8n-workflow before 2.34 ignores the second argument of sleep, hence the race.
	await untilAborted(
		sleep(ms, signal).catch(() => {}),
		signal,
	);
}

/** Resolves when `work` has, or at once when `signal` aborts. */
export async function untilAborted(work: Promise<unknown>, signal?: AbortSignal): Promise<void> {
	let wake = () => {};
	const aborted = new Promise<void>((resolve) => (wake = resolve));
	signal?.addEventListener('abort', wake);
	if (signal?.aborted) wake();
	try {
		await Promise.race([work, aborted]);
	} finally {
		signal?.removeEventListener('abort', wake);
	}
}

/** What `work` gives; `undefined` if it fails, takes longer than `ms`, or `signal` aborts. Leaves no timer behind. */
export async function withTimeout<T>(
	ms: number,
	work: Promise<T>,
	signal?: AbortSignal,
): Promise<T | undefined> {
	const settled = new AbortController();
	const over = signal ? AbortSignal.any([signal, settled.signal]) : settled.signal;
	const tooLate = wait(ms, over).then(() => undefined);
	try {
		return await Promise.race([work.catch(() => undefined), tooLate]);
	} finally {
		settled.abort();
	}
}
