import { setTimeout as wait } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';
import {
	activate,
	type ActiveWorkflow,
	type Emitted,
	loadPackage,
	type NodePackage,
	packageFolder,
	runWorkflow,
	type Saved,
	type Unwritten,
} from '../engine/index.mts';
import { credentialFor, sendText, workflowOf } from '../integration/given.mts';
import type { Dice } from './dice.mts';
import type { Life, Stint, Told, TriggerName } from './log.mts';
import { workflows } from './workflows.mts';
import type { World } from './world.mts';

interface Trigger {
	name: TriggerName;
	saved: Saved;
	active?: ActiveWorkflow;
	life?: Life;
	stint?: Stint;
	/** How many emits of this life were read. */
	read: number;
	/** What was told by which emit of this life. */
	told: Map<Emitted, Told>;
}

/** A closed trigger must be silent; it is looked at once more after so long. */
const SILENCE_MS = 3_000;

/** Sends of Beeper nodes under way at once. */
const MOST_SENDS = 4;

/** Executions take up to so long, ms, which changes when n8n starts. */
const LONGEST_RUNS = [20, 60, 500, 5_000];

/** How long a trigger may take to start, also while Beeper is down. */
const SLOW_START_MS = 30_000;

/**
 * n8n with two workflows. What it goes through happens one after the other, in the background: people do
 * not wait for it.
 */
export class N8n {
	readonly #world: World;
	readonly #trouble: (what: string) => void;
	readonly #dice: Dice;
	readonly #triggers: Record<TriggerName, Trigger> = {
		all: { name: 'all', saved: {}, read: 0, told: new Map() },
		received: { name: 'received', saved: {}, read: 0, told: new Map() },
	};
	#nodes?: NodePackage;
	#process = new AbortController();
	#longestRun = LONGEST_RUNS[0];
	#queue: Promise<void> = Promise.resolve();
	#sends = new Set<Promise<unknown>>();
	/** Whose a deduplication key is: n8n knows only one of each, for all workflows. */
	#keys = new Map<string, TriggerName>();
	#ended: Array<{ active: ActiveWorkflow; count: number; at: number; name: TriggerName }> = [];
	lives = 0;
	crashes = 0;
	restarts = 0;
	sends = 0;

	constructor(world: World, dice: Dice, trouble: (what: string) => void) {
		this.#world = world;
		this.#dice = dice;
		this.#trouble = trouble;
	}

	get isUp(): boolean {
		return this.#nodes !== undefined;
	}

	hasJoined = (name: TriggerName) => this.#triggers[name].stint !== undefined;

	/** Runs after everything that was asked of n8n before. */
	then(task: () => Promise<void>): void {
		this.#queue = this.#queue
			.then(task)
			.catch((error: Error) => this.#trouble(String(error.stack)));
	}

	/** Resolves when everything that was asked of n8n is done. */
	async settled(): Promise<void> {
		await this.#queue;
	}

	/** Starts the process: module state is new, and triggers that are published come back. */
	async start(): Promise<void> {
		this.#nodes = await loadPackage(packageFolder, { fresh: true });
		this.#process = new AbortController();
		this.#longestRun = this.#dice.pick(LONGEST_RUNS);
		for (const trigger of Object.values(this.#triggers)) {
			if (trigger.stint) await this.#activate(trigger, 'init');
		}
	}

	/** A user publishes a workflow. */
	async join(name: TriggerName): Promise<void> {
		const trigger = this.#triggers[name];
		if (!this.isUp || trigger.stint) return;
		const from = performance.now();
		const active = await this.#activate(trigger, 'activate');
		if (!active) return;
		trigger.stint = { trigger: name, from, ready: performance.now() };
		this.#world.log.stints.push(trigger.stint);
	}

	/** A user unpublishes it. */
	async leave(name: TriggerName): Promise<void> {
		const trigger = this.#triggers[name];
		if (!this.isUp || !trigger.stint) return;
		trigger.stint.to = performance.now();
		trigger.stint = undefined;
		await this.#end(trigger, 'left');
	}

	/** A user publishes a workflow again: down and up, in the same process. */
	async update(name: TriggerName): Promise<void> {
		const trigger = this.#triggers[name];
		if (!this.isUp || !trigger.stint) return;
		await this.#end(trigger, 'updated');
		await this.#activate(trigger, 'update');
	}

	/** The end of the run: everything was told, and nobody left. */
	async close(): Promise<void> {
		for (const trigger of Object.values(this.#triggers)) await this.#end(trigger, 'left');
	}

	/** n8n is stopped as it should be. */
	async stop(): Promise<void> {
		if (!this.isUp) return;
		this.#process.abort();
		for (const trigger of Object.values(this.#triggers)) await this.#end(trigger, 'restart');
		this.#nodes = undefined;
		this.restarts++;
	}

	/** n8n is killed, while it was writing: perhaps after the next emit that `of` waits for. */
	async crash(dice: Dice, of?: (active: ActiveWorkflow) => Promise<unknown>): Promise<void> {
		if (!this.isUp) return;
		const { active } = this.#triggers.all;
		if (active) await of?.(active);
		this.#process.abort();
		const unwritten = () => {
			return {
				saves: dice.chance(0.6) ? dice.between(1, 3) : 0,
				starts: dice.chance(0.5) ? () => dice.chance(0.5) : undefined,
			};
		};
		// All die in the same moment.
		await Promise.all(
			Object.values(this.#triggers).map((one) => this.#end(one, 'crash', unwritten())),
		);
		this.#nodes = undefined;
		this.crashes++;
	}

	/** A Beeper node sends, in this process; what comes of it shows in the feed. */
	send(chatID: string, text: string, waitUntil: 'accepted' | 'sent'): boolean {
		if (!this.#nodes || this.#sends.size >= MOST_SENDS) return false;
		const { desktop, log } = this.#world;
		this.sends++;
		log.facts.push({ kind: 'send', at: performance.now(), chatID, text });
		const run = runWorkflow(workflowOf(sendText(chatID, { waitUntil })), {
			credentials: credentialFor(desktop),
			nodes: this.#nodes,
			items: [{ json: { text } }],
			signal: this.#process.signal,
		}).catch((error: Error) => this.#trouble(`A send broke: ${error.message}`));
		this.#sends.add(run);
		void run.finally(() => this.#sends.delete(run));
		return true;
	}

	async sendsDone(): Promise<void> {
		await Promise.allSettled(this.#sends);
	}

	/** Reads what was emitted since, and looks whether closed triggers are silent. */
	collect(): void {
		for (const trigger of Object.values(this.#triggers)) this.#read(trigger);
		const now = performance.now();
		for (const { active, count, name } of this.#ended.filter(({ at }) => now - at > SILENCE_MS)) {
			const more = active.emitted.all.length - count;
			if (more > 0) this.#trouble(`"${name}" emitted ${more} times after it was closed`);
		}
		this.#ended = this.#ended.filter(({ at }) => now - at <= SILENCE_MS);
	}

	async #activate(trigger: Trigger, mode: 'init' | 'activate' | 'update') {
		const { desktop, log } = this.#world;
		const from = performance.now();
		try {
			trigger.active = await activate(workflows[trigger.name], {
				credentials: credentialFor(desktop),
				nodes: this.#nodes,
				mode,
				instead: () => wait(this.#dice.between(1, this.#longestRun), undefined, { ref: false }),
				...trigger.saved,
			});
		} catch (error) {
			this.#trouble(`"${trigger.name}" was not activated (${mode}): ${String(error)}`);
			return undefined;
		}
		const ready = performance.now();
		if (ready - from > SLOW_START_MS) {
			this.#trouble(`"${trigger.name}" took ${Math.round(ready - from)} ms to start`);
		}
		trigger.life = { trigger: trigger.name, number: ++this.lives, from, ready };
		trigger.read = 0;
		trigger.told.clear();
		log.lives.push(trigger.life);
		return trigger.active;
	}

	async #end(trigger: Trigger, end: NonNullable<Life['end']>, unwritten: Unwritten = {}) {
		const { active, life, name } = trigger;
		if (!active || !life) return;
		const before = active.saved;
		if (end === 'crash') await active.crash(unwritten);
		else await active.deactivate();
		life.to = performance.now();
		life.end = end;
		this.#read(trigger);
		for (const [emitted, told] of trigger.told) {
			if (emitted.isUnstarted) told.ran = false;
		}
		trigger.saved = active.saved;
		life.isRolledBack = end === 'crash' && isOther(before, trigger.saved);
		const count = active.emitted.all.length;
		this.#ended.push({ active, count, at: life.to, name });
		trigger.active = trigger.life = undefined;
		trigger.told.clear();
	}

	#claimKey({ deduplicationKey }: Emitted, name: TriggerName): void {
		if (deduplicationKey === undefined) return;
		const owner = this.#keys.get(deduplicationKey) ?? name;
		if (owner !== name) this.#trouble(`Both workflows use the key ${deduplicationKey}`);
		this.#keys.set(deduplicationKey, owner);
	}

	#read(trigger: Trigger): void {
		const { active, life, name } = trigger;
		if (!active || !life) return;
		for (const emitted of active.emitted.all.slice(trigger.read)) {
			const told = toTold(emitted, name, life.number);
			this.#claimKey(emitted, name);
			trigger.told.set(emitted, told);
			this.#world.log.told.push(told);
		}
		trigger.read = active.emitted.all.length;
		for (const error of active.errors.all.splice(0)) this.#trouble(`emitError: ${error.message}`);
		for (const error of active.failedExecutions.all.splice(0)) {
			this.#trouble(`"${name}" told of a failed execution: ${error.message}`);
		}
	}
}

const isOther = (before: Saved, after: Saved) =>
	JSON.stringify(before.staticData) !== JSON.stringify(after.staticData) ||
	[...(before.deduplicationKeys ?? [])].length !== [...(after.deduplicationKeys ?? [])].length;

function toTold(emitted: Emitted, trigger: TriggerName, life: number): Told {
	const { json } = emitted.items[0][0];
	const reaction = json.reaction as IDataObject | undefined;
	const message = json.message as IDataObject | undefined;
	return {
		at: emitted.at,
		trigger,
		life,
		ran: !emitted.isDuplicate,
		event: String(json.event),
		chatID: json.chatID as string | null,
		messageID: json.messageID as string | undefined,
		sortKey: message?.sortKey as string | undefined,
		text: json.plainText as string | undefined,
		isLate: json.late === true,
		who: reaction?.participantID as string | undefined,
		key: reaction?.reactionKey as string | undefined,
		changed: json.changed as string[] | undefined,
		previous: json.previous as Record<string, unknown> | undefined,
	};
}
