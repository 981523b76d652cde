/** Runs what is compared in turns, times it, and sums up what the runs took. */
import { setTimeout as wait } from 'node:timers/promises';

/**
 * Measures each of `names` once per round, so that whatever else the machine does meets them all alike, each round
 * beginning with another one. The answer maps names to what `measure(name, isWarmUp)` gave, round by round; rounds that
 * warm up come first, and are not in it.
 */
export async function runRounds(names, rounds, measure, warmUps = 0) {
	const runs = Object.fromEntries(names.map((name) => [name, []]));
	for (let round = -warmUps; round < rounds; round++) {
		const first = Math.max(round, 0) % names.length;
		for (const name of [...names.slice(first), ...names.slice(0, first)]) {
			const run = await measure(name, round < 0);
			if (round >= 0) runs[name].push(run);
		}
	}
	return runs;
}

/** Milliseconds by a clock that all processes of this machine share. */
export const sharedNow = () => Number(process.hrtime.bigint()) / 1e6;

/** The time that a task takes, and this process's processor time meanwhile. */
export async function timed(task) {
	globalThis.gc();
	// Sockets of the run before close meanwhile.
	await wait(100);
	const cpu = process.cpuUsage();
	const started = performance.now();
	await task();
	const ms = performance.now() - started;
	const { user, system } = process.cpuUsage(cpu);
	return { ms, cpuMs: (user + system) / 1000 };
}

/** Median, lowest and highest. */
export function spread(values) {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = (sorted.length - 1) / 2;
	const median = (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
	return { median, low: sorted[0], high: sorted.at(-1) };
}
