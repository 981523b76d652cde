import { retryAfterMs, type HttpResult } from '../../../dist/nodes/shared/api/httpResult.js';
import { nextTry, noTries } from '../../../dist/nodes/shared/api/retry.js';

const answer = (status: number, headers: Record<string, string> = {}): HttpResult => ({
	status,
	headers,
	body: {},
});
const lost = (code: string): HttpResult => ({ status: undefined, code, reason: code });
const random = () => 1;

/** All waits until the outcome, which stays the same, is final. */
function waits(outcome: HttpResult, repeatable: boolean): number[] {
	const tries = noTries();
	const waited: number[] = [];
	for (;;) {
		const retry = nextTry(outcome, tries, repeatable, random);
		if (!retry) return waited;
		waited.push(retry.waitMs);
		tries[retry.reason]++;
		if (retry.reason === 'obeyed') tries.waitedMs += retry.waitMs;
	}
}

describe('nextTry', () => {
	test.each([
		['a success', answer(200), []],
		['a mistake in the input', answer(400), []],
		[
			'429 with Retry-After 20: as long as it adds up to 60 s',
			answer(429, { 'retry-after': '20' }),
			[20_000, 20_000, 20_000],
		],
		['503 with Retry-After', answer(503, { 'retry-after': '45' }), [45_000]],
		['Retry-After of more than 60 s', answer(429, { 'retry-after': '61' }), []],
		['429 without Retry-After', answer(429), [1_000, 2_000, 4_000]],
		['a server that is not there', lost('ECONNREFUSED'), []],
		['an error before anything was sent', lost(''), []],
		['a token that no header can carry', lost('ERR_INVALID_CHAR'), []],
	])('%s is the same for reads and writes', (_, outcome, expected) => {
		expect(waits(outcome, true)).toEqual(expected);
		expect(waits(outcome, false)).toEqual(expected);
	});

	test.each([
		['408', answer(408)],
		['500', answer(500)],
		['503 without Retry-After', answer(503)],
		['a connection that broke', lost('ECONNRESET')],
		['no answer in time', lost('ECONNABORTED')],
	])('%s: a read is tried twice more, a write never', (_, outcome) => {
		expect(waits(outcome, true)).toEqual([500, 2_000]);
		expect(waits(outcome, false)).toEqual([]);
	});

	test('jitter shortens a wait by up to half, never more', () => {
		expect(nextTry(answer(500), noTries(), true, () => 0)?.waitMs).toBe(250);
	});

	test('Retry-After 0 for ever still comes to an end', () => {
		expect(waits(answer(429, { 'retry-after': '0' }), false).length).toBeLessThanOrEqual(20);
	});
});

test('Retry-After may be an HTTP date', () => {
	const now = Date.parse('2026-11-20T10:00:00Z');
	const date = answer(429, { 'retry-after': 'Fri, 20 Nov 2026 10:00:05 GMT' });
	expect(retryAfterMs(date, now)).toBe(5_000);
	expect(retryAfterMs(date, now + 60_000)).toBe(0);
	expect(retryAfterMs(answer(429, { 'retry-after': 'soon' }), now)).toBeUndefined();
});
