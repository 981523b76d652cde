import { setTimeout as wait } from 'node:timers/promises';
import { Chaos } from './chaos.mts';
import { Dice } from './dice.mts';
import { finish } from './finish.mts';
import { resources } from './resources.mts';
import { type Plan, schedule } from './schedule.mts';
import type { Finding, Verdict } from './verdict.mts';

export interface RunOptions {
	seed: number;
	minutes: number;
	/** Called about once a minute with how things stand. */
	onMinute?: (chaos: Chaos, verdict: Verdict) => void;
	/** Does not stop at the first thing that is wrong. */
	keepsGoing?: boolean;
	/** Aborting it ends the schedule early; what follows it is done all the same. */
	signal?: AbortSignal;
}

export interface Outcome extends Verdict {
	seed: number;
	minutes: number;
	chaos: Chaos;
	/** Where the schedule began, on the clock of all times in here. */
	began: number;
}

/** These are wrong whatever comes later, so nothing more is done. */
const FINAL: Array<Finding['kind']> = ['repeated', 'out of order', 'invented', 'loop', 'trouble'];

/** Shorter runs, in minutes, come to a quick end. */
const SHORT = 1;

/** How often the log is judged meanwhile. */
const JUDGE_EVERY_MS = 10_000;

/**
 * One run: the schedule of the seed, then everything is mended and has to be told. The outcome's findings
 * are empty if all went well.
 */
export async function run(options: RunOptions): Promise<Outcome> {
	const { seed, minutes } = options;
	const before = resources();
	const dice = new Dice(seed);
	const chaos = await Chaos.begin(dice);
	await chaos.n8n.start();
	await chaos.n8n.join('all');
	const began = performance.now();
	await follow(chaos, dice, options);
	const ending =
		minutes < SHORT
			? { patienceMs: 40_000, looks: 1, idleMs: 2_500 }
			: { patienceMs: 120_000, looks: 2, idleMs: 6_000 };
	const verdict = await finish(chaos, before, ending);
	return { ...verdict, seed, minutes, chaos, began };
}

async function follow(chaos: Chaos, dice: Dice, options: RunOptions) {
	const { minutes, onMinute, signal, keepsGoing = false } = options;
	const began = performance.now();
	let judgedAt = began;
	let minute = 1;
	for (const step of schedule(dice, planFor(minutes))) {
		if (signal?.aborted) return;
		const ms = began + step.at - performance.now();
		if (ms > 1) await wait(ms);
		chaos.do(step);
		chaos.n8n.collect();
		const now = performance.now();
		if (now - judgedAt < JUDGE_EVERY_MS) continue;
		judgedAt = now;
		const verdict = chaos.judge(false);
		if (!keepsGoing && verdict.findings.some(({ kind }) => FINAL.includes(kind))) return;
		if (now - began < minute * 60_000) continue;
		minute++;
		chaos.countRequests();
		onMinute?.(chaos, verdict);
	}
}

/** Longer runs leave more calm between faults, in which backoffs start afresh. */
function planFor(minutes: number): Plan {
	const isLong = minutes >= 3;
	return {
		durationMs: minutes * 60_000,
		calmMs: isLong ? [2_000, 12_000] : [300, 1_500],
		isLong,
	};
}
