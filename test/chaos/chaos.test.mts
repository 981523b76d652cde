import { closingLine, failure } from './report.mts';
import { run } from './run.mts';

/**
 * Short enough for every commit; `npm run test:chaos` is the long one. With these two seeds n8n crashes, is
 * restarted and republished, Beeper restarts, sockets drop, events are lost, and the second trigger comes and goes.
 */
describe('in chaos the trigger loses, repeats, mixes up and invents nothing', () => {
	test.each([24, 52])(
		'seed %i',
		async (seed) => {
			const outcome = await run({ seed, minutes: 0.12 });
			expect(failure(outcome)).toBe('');
			expect(closingLine(outcome)).toContain(
				'lost 0; repeated 0; out of order 0; invented 0; loops 0',
			);
		},
		120_000,
	);
});
