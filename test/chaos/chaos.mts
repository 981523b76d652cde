import { start } from '../double/start.mts';
import { Dice } from './dice.mts';
import { faults, type Beeper, type Fault } from './faults.mts';
import { emptyLog } from './log.mts';
import type { Log } from './log.mts';
import { N8n } from './n8n.mts';
import { judge } from './oracle.mts';
import { people, type Act } from './people.mts';
import type { Step } from './schedule.mts';
import type { Finding, Verdict } from './verdict.mts';
import { Watch } from './watch.mts';
import { RECONCILE_SECONDS } from './workflows.mts';
import { World } from './world.mts';

/** A line of what was done, for those who look for a cause. */
export interface Note {
	at: number;
	text: string;
}

/** A stand-in Beeper, an n8n with two workflows, people, and everything that is noted of them. */
export class Chaos {
	readonly log: Log;
	readonly world: World;
	readonly n8n: N8n;
	readonly watch: Watch;
	readonly notes: Note[] = [];
	/** What is wrong besides what the oracle finds in the log. */
	readonly troubles: Finding[] = [];
	readonly faultCounts: Record<string, number> = {};
	readonly beeper: Beeper;
	requests = 0;
	#ends = new Map<number, () => void>();

	/** Starts Beeper; how it pages and what it leaves open is up to the dice. */
	static async begin(dice: Dice): Promise<Chaos> {
		const pageSize = { chats: dice.between(5, 25), messages: dice.between(5, 20) };
		const reactionRemovals = dice.chance(0.8) ? 'upsert' : 'deleted';
		const deletions = dice.chance(0.7) ? 'event' : 'upsert';
		const desktop = await start({
			pageSize,
			reactionRemovals,
			deletions,
			resolveAfterMs: [20, 1_500],
			randomSeed: dice.seed(),
		});
		const log = emptyLog(pageSize.messages, RECONCILE_SECONDS * 1_000);
		log.hasRemovalEvents = reactionRemovals === 'upsert';
		const chaos = new Chaos(new World(desktop, log), new Dice(dice.seed()));
		chaos.note(`pages of ${pageSize.chats} chats and ${pageSize.messages} messages`);
		chaos.note(`deletions: ${deletions}, reactionRemovals: ${reactionRemovals}`);
		return chaos;
	}

	private constructor(world: World, dice: Dice) {
		this.world = world;
		this.log = world.log;
		this.n8n = new N8n(world, dice, (what) => this.trouble('trouble', what));
		this.watch = new Watch(world.desktop, world.log, (count) =>
			this.trouble('sockets', `${count} live sockets`),
		);
		this.beeper = beeperOf(world, (what) => this.trouble('trouble', what));
	}

	note(text: string): void {
		this.notes.push({ at: performance.now(), text });
	}

	trouble(kind: Finding['kind'], what: string): void {
		this.troubles.push({ kind, at: performance.now(), what });
	}

	/** Does one step of the schedule. */
	do(step: Step): void {
		const { world, n8n, beeper } = this;
		if (step.what === 'end') {
			const end = this.#ends.get(step.number);
			this.#ends.delete(step.number);
			if (end) this.note(`(end) ${step.name}`);
			return end?.();
		}
		const dice = new Dice(step.seed);
		if (step.what === 'people') {
			const act: Act = people[step.name];
			const what = act(world, dice, n8n);
			if (what) this.note(what);
			return;
		}
		const { lastsMs, name, number } = step;
		const fault: Fault = faults[name];
		const disturb = this.#disturb.bind(this);
		const { what, end } = fault({ world, n8n, beeper, dice, lastsMs, disturb });
		if (end) this.#ends.set(number, end);
		this.faultCounts[name] = (this.faultCounts[name] ?? 0) + 1;
		this.note(`FAULT ${what}${lastsMs > 0 ? `, for ${lastsMs} ms` : ''}`);
	}

	/** Everything that lasts ends, and everybody is there again. */
	async mend(): Promise<void> {
		for (const end of this.#ends.values()) end();
		this.#ends.clear();
		await this.beeper.settled();
		await this.n8n.settled();
		await this.n8n.sendsDone();
		const { desktop } = this.world;
		desktop.mend();
		desktop.neverResolve(false);
		this.world.beSilent();
		this.note('everything is mended');
	}

	/** Counts and forgets the requests so far. */
	countRequests(): void {
		this.requests += this.world.desktop.requests.length;
		this.world.desktop.clearRequests();
	}

	judge(isOver: boolean): Verdict {
		this.n8n.collect();
		const verdict = judge(this.log, isOver);
		const findings = [...verdict.findings, ...this.troubles];
		return { ...verdict, findings: findings.sort((left, right) => left.at - right.at) };
	}

	#disturb(kind: Log['disturbances'][number]['kind'], why: string) {
		const disturbance: Log['disturbances'][number] = { kind, why, from: performance.now() };
		this.log.disturbances.push(disturbance);
		return () => void (disturbance.to = performance.now());
	}
}

function beeperOf({ desktop }: World, trouble: (what: string) => void): Beeper {
	let queue: Promise<void> = Promise.resolve();
	const beeper: Beeper = {
		restarts: 0,
		restart(downMs) {
			beeper.restarts++;
			queue = queue
				.then(() => desktop.restart({ downMs }))
				.catch((error: Error) => trouble(`Beeper did not start again: ${error.message}`));
		},
		settled: () => queue,
	};
	return beeper;
}
