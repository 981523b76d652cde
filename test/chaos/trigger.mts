import { setTimeout as wait } from 'node:timers/promises';
import {
	activate,
	type ActiveWorkflow,
	type Emitted,
	type NodePackage,
	type Saved,
	type Unwritten,
} from '../engine/index.mts';
import { credentialFor } from '../integration/given.mts';
import type { Dice } from './dice.mts';
import type { Life, Stint, Told, TriggerName } from './log.mts';
import { toldBy } from './told.mts';
import { workflows } from './workflows.mts';
import type { World } from './world.mts';

/** A closed trigger must be silent; it is looked at once more after so long. */
const SILENCE_MS = 3_000;

/** How long a trigger may take to start, also while Beeper is down. */
const SLOW_START_MS = 30_000;

/** What the triggers of one run share. */
export interface Ground {
	world: World;
	dice: Dice;
	trouble: (what: string) => void;
	/** How many lives triggers have had. */
	lives: number;
	/** Whose a deduplication key is: n8n knows only one of each, for all workflows. */
	keys: Map<string, TriggerName>;
}

/** n8n's process, as a trigger finds it. */
export interface Process {
	nodes: NodePackage;
	/** Executions take up to so long, in ms. */
	longestRun: number;
}

/** One workflow and its trigger, through all its lives. */
export class Trigger {
	/** While somebody has it published. */
	stint?: Stint;
	readonly name: TriggerName;
	readonly #ground: Ground;
	#saved: Saved = {};
	#active?: ActiveWorkflow;
	#life?: Life;
	#read = 0;
	/** What was told by which emit of this life. */
	#told = new Map<Emitted, Told>();
	#ended: Array<{ active: ActiveWorkflow; count: number; at: number }> = [];

	constructor(name: TriggerName, ground: Ground) {
		this.name = name;
		this.#ground = ground;
	}

	get active(): ActiveWorkflow | undefined {
		return this.#active;
	}

	/** Begins a life, with what n8n saved of the ones before; says whether it did. */
	async begin(
		mode: 'init' | 'activate' | 'update',
		{ nodes, longestRun }: Process,
	): Promise<boolean> {
		const { world, dice, trouble } = this.#ground;
		const from = performance.now();
		try {
			this.#active = await activate(workflows[this.name], {
				credentials: credentialFor(world.desktop),
				nodes,
				mode,
				instead: () => wait(dice.between(1, longestRun), undefined, { ref: false }),
				...this.#saved,
			});
		} catch (error) {
			trouble(`"${this.name}" was not activated (${mode}): ${String(error)}`);
			return false;
		}
		const ready = performance.now();
		if (ready - from > SLOW_START_MS) {
			trouble(`"${this.name}" took ${Math.round(ready - from)} ms to start`);
		}
		this.#life = { trigger: this.name, number: ++this.#ground.lives, from, ready };
		world.log.lives.push(this.#life);
		return true;
	}

	/** Ends this life, if there is one. Only a crash may leave something unwritten. */
	async end(how: NonNullable<Life['end']>, unwritten: Unwritten = {}): Promise<void> {
		const active = this.#active;
		const life = this.#life;
		if (!active || !life) return;
		const before = active.saved;
		if (how === 'crash') await active.crash(unwritten);
		else await active.deactivate();
		life.to = performance.now();
		life.end = how;
		this.read();
		for (const [emitted, told] of this.#told) {
			if (emitted.isUnstarted) told.ran = false;
		}
		this.#saved = active.saved;
		life.isRolledBack = how === 'crash' && isOther(before, this.#saved);
		this.#ended.push({ active, count: active.emitted.all.length, at: life.to });
		this.#active = this.#life = undefined;
		this.#read = 0;
		this.#told.clear();
	}

	/** Notes what was emitted since the last look, and what must not be. */
	read(): void {
		this.#lookForSilence();
		const active = this.#active;
		if (!active || !this.#life) return;
		const { world, trouble } = this.#ground;
		for (const emitted of active.emitted.all.slice(this.#read)) {
			const told = toldBy(emitted, this.name, this.#life.number);
			this.#claimKey(emitted);
			this.#told.set(emitted, told);
			world.log.told.push(told);
		}
		this.#read = active.emitted.all.length;
		for (const error of active.errors.all.splice(0)) trouble(`emitError: ${error.message}`);
		for (const error of active.failedExecutions.all.splice(0)) {
			trouble(`"${this.name}" told of a failed execution: ${error.message}`);
		}
	}

	#claimKey({ deduplicationKey }: Emitted): void {
		const { keys, trouble } = this.#ground;
		if (deduplicationKey === undefined) return;
		const owner = keys.get(deduplicationKey) ?? this.name;
		if (owner !== this.name) trouble(`Both workflows use the key ${deduplicationKey}`);
		keys.set(deduplicationKey, owner);
	}

	#lookForSilence(): void {
		const isDue = ({ at }: { at: number }) => performance.now() - at > SILENCE_MS;
		for (const { active, count } of this.#ended.filter(isDue)) {
			const more = active.emitted.all.length - count;
			if (more > 0) this.#ground.trouble(`"${this.name}" emitted ${more} times when closed`);
		}
		this.#ended = this.#ended.filter((one) => !isDue(one));
	}
}

const isOther = (before: Saved, after: Saved) =>
	JSON.stringify(before.staticData) !== JSON.stringify(after.staticData) ||
	[...(before.deduplicationKeys ?? [])].length !== [...(after.deduplicationKeys ?? [])].length;
