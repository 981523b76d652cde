import { setTimeout as sleep } from 'node:timers/promises';

const BETWEEN_MS = 150;

/**
 * Asks until there is an answer: another process, which tells nobody when something has happened.
 * Says what was waited for, and what was seen last, when there is none in time.
 */
export async function until<T>(
	what: string,
	ask: () => Promise<T | undefined | false> | T | undefined | false,
	{ timeoutMs = 60_000, seen }: { timeoutMs?: number; seen?: () => unknown } = {},
): Promise<T> {
	const end = Date.now() + timeoutMs;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined && answer !== false) return answer;
		if (Date.now() > end) {
			const last = seen ? `; last seen: ${JSON.stringify(await seen())}` : '';
			throw new Error(`${what}: not within ${timeoutMs / 1000} s${last}`);
		}
		await sleep(BETWEEN_MS);
	}
}
