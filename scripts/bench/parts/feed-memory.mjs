/** How much memory a listener holds after so many frames, in a process of its own; `measureMemory` starts it. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';

const script = fileURLToPath(import.meta.url);

/** Answers with `{ frames, heap, rss, state }` (bytes) at each of the numbers of frames; the first is after the warm-up. */
export async function measureMemory(name, folder, steps) {
	const child = fork(script, ['memory', name, folder, JSON.stringify(steps)], {
		execArgv: ['--expose-gc'],
	});
	const ended = once(child, 'exit').then(([code]) => {
		throw new Error(`The measuring process ended (${code}); see above`);
	});
	// It may end long after it has answered.
	ended.catch(() => {});
	const [rows] = await Promise.race([once(child, 'message'), ended]);
	return rows;
}

if (process.argv[2] === 'memory' && process.send) await measure();

async function measure() {
	const [, , , name, folder, steps] = process.argv;
	const { loadPackage, stopEngine } = await import('./engine.mjs');
	const { Counting } = await import('./counting.mjs');
	const { listeners, WARM_UP } = await import('./feed-runs.mjs');
	const { startFeedSide } = await import('./feed-side.mjs');

	const nodes = await loadPackage(folder);
	using far = await startFeedSide();
	const counting = new Counting();
	const listener = await listeners[name](nodes, far, () => counting.hit());
	await far.ask('subscribed');
	const rows = [];
	for (const frames of [WARM_UP, ...JSON.parse(steps)]) {
		await far.ask('stream', frames - counting.count);
		await counting.reaches(frames);
		await wait(500);
		globalThis.gc();
		globalThis.gc();
		const { heapUsed: heap, rss } = process.memoryUsage();
		rows.push({ frames, heap, rss, state: listener.stateBytes() });
	}
	await listener.stop();
	await stopEngine();
	process.send(rows, () => process.disconnect());
}
