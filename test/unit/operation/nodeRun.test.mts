import { LEFT_OUT, MAX_IN_FLIGHT, NodeRun } from '../../../dist/nodes/shared/operation/nodeRun.js';

/** A promise that the test settles. */
function deferred<T = void>() {
	return Promise.withResolvers<T>();
}

const turns = async (count = 20) => {
	for (let i = 0; i < count; i++) await Promise.resolve();
};

describe('Run.inOrder', () => {
	test('begins a write only after the one before it, with the same key, was accepted', async () => {
		const run = new NodeRun('http://beeper');
		const first = deferred();
		const begun: string[] = [];
		const a = run.inOrder('chat', false, async () => {
			begun.push('a');
			await first.promise;
		});
		const b = run.inOrder('chat', false, async () => void begun.push('b'));
		const other = run.inOrder('other chat', false, async () => void begun.push('other'));
		await other;
		expect(begun).toEqual(['a', 'other']);
		first.resolve();
		await Promise.all([a, b]);
		expect(begun).toEqual(['a', 'other', 'b']);
	});

	test('lets the next one begin as soon as the write is accepted, not only when it is done', async () => {
		const run = new NodeRun('http://beeper');
		const follow = deferred();
		const a = run.inOrder('chat', false, async (accepted) => {
			accepted();
			await follow.promise;
		});
		await expect(run.inOrder('chat', false, async () => 'b')).resolves.toBe('b');
		follow.resolve();
		await a;
	});

	test('begins nothing more after a failed write, in any chat', async () => {
		const run = new NodeRun('http://beeper');
		const failing = run.inOrder('chat', false, async () => {
			throw new Error('refused');
		});
		await expect(failing).rejects.toThrow('refused');
		await expect(run.inOrder('chat', false, async () => 'b')).resolves.toBe(LEFT_OUT);
		await expect(run.inOrder('other chat', false, async () => 'c')).resolves.toBe(LEFT_OUT);
	});

	test('a write that was begun, but waits for its turn, does not go out after a failure', async () => {
		const run = new NodeRun('http://beeper');
		const wentOut: number[] = [];
		let fail = () => {};
		const failed = new Promise<void>((resolve) => (fail = resolve));
		const writes = Array.from({ length: 3 * MAX_IN_FLIGHT }, async (_, i) => {
			const attempt = async () => {
				wentOut.push(i);
				await failed;
				if (i === 0) throw new Error('refused');
				await turns(5);
				return i;
			};
			return await run.inOrder(`chat ${i}`, false, async () => await run.attempt(attempt, true));
		});
		const settled = Promise.allSettled(writes);
		await turns(5);
		fail();
		const results = await settled;
		expect(results[0]).toMatchObject({ status: 'rejected' });
		// Those in flight, and the one that got the place of the failed one before that was known.
		expect(wentOut.length).toBeLessThanOrEqual(MAX_IN_FLIGHT + 1);
		const leftOut = results.filter(
			(result) => result.status === 'fulfilled' && result.value === LEFT_OUT,
		);
		expect(leftOut).toHaveLength(writes.length - wentOut.length);
	});

	test('goes on after a failed write where the user wants that', async () => {
		const run = new NodeRun('http://beeper');
		const failing = run.inOrder('chat', true, async () => {
			throw new Error('refused');
		});
		const next = run.inOrder('chat', true, async () => 'b');
		await expect(failing).rejects.toThrow('refused');
		await expect(next).resolves.toBe('b');
	});
});

describe('Run.attempt', () => {
	test('never has more than the cap in flight, and makes them all', async () => {
		const run = new NodeRun('http://beeper');
		let inFlight = 0;
		let most = 0;
		const made = await Promise.all(
			Array.from(
				{ length: 100 },
				async (_, i) =>
					await run.attempt(async () => {
						most = Math.max(most, ++inFlight);
						await turns(1 + (i % 7));
						inFlight--;
						return i;
					}),
			),
		);
		expect(made).toHaveLength(100);
		expect(most).toBe(MAX_IN_FLIGHT);
	});

	test('a failed attempt gives its place back', async () => {
		const run = new NodeRun('http://beeper');
		for (let i = 0; i < MAX_IN_FLIGHT * 2; i++) {
			await expect(
				run.attempt(async () => await Promise.reject(new Error('no'))),
			).rejects.toThrow();
		}
		await expect(run.attempt(async () => 'made')).resolves.toBe('made');
	});

	test('cancelling ends the queue: nothing that waits is made', async () => {
		const stop = new AbortController();
		const run = new NodeRun('http://beeper', stop.signal);
		const held = deferred();
		const inFlight = Array.from(
			{ length: MAX_IN_FLIGHT },
			async () => await run.attempt(async () => await held.promise),
		);
		let made = 0;
		const waiting = Array.from({ length: 50 }, async () => await run.attempt(async () => made++));
		const outcomes = Promise.allSettled(waiting);
		await turns();
		stop.abort();
		expect((await outcomes).every(({ status }) => status === 'rejected')).toBe(true);
		expect(made).toBe(0);
		held.resolve();
		await Promise.all(inFlight);
	});

	test('cancelling ends a wait that Beeper asked for', async () => {
		const stop = new AbortController();
		const run = new NodeRun('http://beeper', stop.signal);
		run.holdBack(60_000);
		const attempt = run.attempt(async () => 'made');
		stop.abort();
		await expect(attempt).rejects.toThrow('cancelled');
	});
});
