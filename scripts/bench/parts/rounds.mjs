import { setTimeout as wait } from 'node:timers/promises';

/**
 * Runs every variant once per round, so that whatever else the machine does meets them all alike, each
 * round beginning with another one. `variants` maps names to async functions; the answer maps them to their
 * runs, `{ ms, cpuMs }`, in order of rounds. One round before that is not counted: it warms the code up.
 */
export async function runRounds(variants, count) {
	const names = Object.keys(variants);
	const runs = Object.fromEntries(names.map((name) => [name, []]));
	for (let round = -1; round < count; round++) {
		const first = Math.max(round, 0) % names.length;
		for (const name of [...names.slice(first), ...names.slice(0, first)]) {
			const run = await measure(variants[name]);
			if (round >= 0) runs[name].push(run);
		}
	}
	return runs;
}

async function measure(variant) {
	globalThis.gc?.();
	// Sockets of the run before close meanwhile.
	await wait(50);
	const cpu = process.cpuUsage();
	const started = performance.now();
	await variant();
	const ms = performance.now() - started;
	const { user, system } = process.cpuUsage(cpu);
	return { ms, cpuMs: (user + system) / 1000 };
}

/** How many times as much of `key` as `runs` the others took, round by round. */
export function ratio(runs, others, key) {
	return spread(runs.map((run, round) => others[round][key] / run[key]));
}

/** Median, lowest and highest. */
export function spread(values) {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = (sorted.length - 1) / 2;
	const median = (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
	return { median, low: sorted[0], high: sorted.at(-1) };
}
