import { setImmediate as soon } from 'node:timers/promises';
import fc from 'fast-check';
import { Queues } from '../../../dist/nodes/BeeperTrigger/delivery/queues.js';

/** Queues, and the errors they reported. */
function queues() {
	const errors: string[] = [];
	return { errors, all: new Queues(({ message }) => void errors.push(message)) };
}

describe('queues', () => {
	test('do work at once where nothing of its key is under way', async () => {
		const { all } = queues();
		const done: string[] = [];
		const held = Promise.withResolvers<void>();
		all.add('a', async () => await held.promise);
		all.add('b', () => void done.push('b'));
		all.add('a', () => void done.push('a'));
		expect(done).toEqual(['b']);
		held.resolve();
		await all.idle();
		expect(done).toEqual(['b', 'a']);
	});

	test('keep the order of each key, whatever takes how long or fails', async () => {
		const work = fc.record({
			key: fc.constantFrom('a', 'b', 'c'),
			turns: fc.nat({ max: 3 }),
			fails: fc.boolean(),
		});
		await fc.assert(
			fc.asyncProperty(fc.array(work, { maxLength: 20, size: 'max' }), async (works) => {
				const { all, errors } = queues();
				const done: number[] = [];
				const running = new Map<string, number>();
				for (const [at, { key, turns, fails }] of works.entries()) {
					const end = () => {
						done.push(at);
						if (fails) throw new Error(`${at}`);
					};
					const later = async () => {
						expect(running.get(key) ?? 0).toBe(0);
						running.set(key, 1);
						for (let turn = 0; turn < turns; turn++) await soon();
						running.set(key, 0);
						end();
					};
					all.add(key, turns > 0 ? later : end);
				}
				await all.idle();
				for (const key of ['a', 'b', 'c']) {
					const wanted = [...works.keys()].filter((at) => works[at].key === key);
					expect(done.filter((at) => works[at].key === key)).toEqual(wanted);
				}
				const failed = [...works.keys()].filter((at) => works[at].fails).map(String);
				expect(errors.sort()).toEqual(failed.sort());
			}),
			{ numRuns: 60 },
		);
	});

	test('are idle when nothing was handed in, and again after all is done', async () => {
		const { all, errors } = queues();
		await all.idle();
		all.add('a', async () => await Promise.reject(new Error('no')));
		await all.idle();
		const done: string[] = [];
		all.add('a', () => void done.push('at once'));
		expect([done, errors]).toEqual([['at once'], ['no']]);
	});
});
