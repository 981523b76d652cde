import { closingLine, failure } from './report.mts';
import { run } from './run.mts';

/** Short enough for every commit; `npm run test:chaos` is the long one. */
describe('in chaos the trigger loses, repeats, mixes up and invents nothing', () => {
	test.each([1, 2])(
		'seed %i',
		async (seed) => {
			const outcome = await run({ seed, minutes: 0.1, patienceMs: 45_000 });
			expect(`${failure(outcome)}\n${closingLine(outcome)}`).toBe(`\n${closingLine(outcome)}`);
		},
		120_000,
	);
});
