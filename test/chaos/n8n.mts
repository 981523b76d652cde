import { type ActiveWorkflow, loadPackage, packageFolder, runWorkflow } from '../engine/index.mts';
import { credentialFor, sendText, workflowOf } from '../integration/given.mts';
import type { Dice } from './dice.mts';
import type { TriggerName } from './log.mts';
import { type Ground, type Process, Trigger } from './trigger.mts';
import type { World } from './world.mts';

/** Sends of Beeper nodes under way at once. */
const MAX_SENDS = 4;

/** Executions take up to so long, ms; which of these, changes when n8n starts. */
const LONGEST_RUNS = [20, 60, 500, 5_000];

/**
 * n8n with two workflows. What it goes through happens one after the other, in the background: people do
 * not wait for it.
 */
export class N8n {
	crashes = 0;
	restarts = 0;
	sends = 0;
	readonly #ground: Ground;
	readonly #triggers: Record<TriggerName, Trigger>;
	/** The process, while there is one, and what ends its executions with it. */
	#process?: Process & { end: AbortController };
	#queue: Promise<void> = Promise.resolve();
	#sends = new Set<Promise<unknown>>();

	constructor(world: World, dice: Dice, trouble: (what: string) => void) {
		this.#ground = { world, dice, trouble, lives: 0, keys: new Map() };
		this.#triggers = {
			all: new Trigger('all', this.#ground),
			received: new Trigger('received', this.#ground),
		};
	}

	get isUp(): boolean {
		return this.#process !== undefined;
	}

	/** How many lives its triggers have had. */
	get lives(): number {
		return this.#ground.lives;
	}

	hasJoined = (name: TriggerName) => this.#triggers[name].stint !== undefined;

	/** Runs after everything that was asked of n8n before. */
	then(task: () => Promise<void>): void {
		const { trouble } = this.#ground;
		this.#queue = this.#queue.then(task).catch((error: Error) => trouble(String(error.stack)));
	}

	/** Resolves when everything that was asked of n8n is done. */
	async settled(): Promise<void> {
		await this.#queue;
	}

	/** Starts the process: module state is new, and triggers that are published come back. */
	async start(): Promise<void> {
		const nodes = await loadPackage(packageFolder, { fresh: true });
		const longestRun = this.#ground.dice.pick(LONGEST_RUNS);
		this.#process = { nodes, longestRun, end: new AbortController() };
		for (const trigger of this.#all()) {
			if (trigger.stint) await trigger.begin('init', this.#process);
		}
	}

	/** A user publishes a workflow. */
	async join(name: TriggerName): Promise<void> {
		const trigger = this.#triggers[name];
		if (!this.#process || trigger.stint) return;
		const from = performance.now();
		if (!(await trigger.begin('activate', this.#process))) return;
		trigger.stint = { trigger: name, from, ready: performance.now() };
		this.#ground.world.log.stints.push(trigger.stint);
	}

	/** A user unpublishes it. */
	async leave(name: TriggerName): Promise<void> {
		const trigger = this.#triggers[name];
		if (!this.#process || !trigger.stint) return;
		trigger.stint.to = performance.now();
		trigger.stint = undefined;
		await trigger.end('left');
	}

	/** A user publishes a workflow again: down and up, in the same process. */
	async update(name: TriggerName): Promise<void> {
		const trigger = this.#triggers[name];
		if (!this.#process || !trigger.stint) return;
		await trigger.end('updated');
		await trigger.begin('update', this.#process);
	}

	/** The end of the run: everything was told, and nobody left. */
	async close(): Promise<void> {
		for (const trigger of this.#all()) await trigger.end('left');
	}

	/** n8n is stopped as it should be. */
	async stop(): Promise<void> {
		if (!this.#process) return;
		this.#process.end.abort();
		for (const trigger of this.#all()) await trigger.end('restart');
		this.#process = undefined;
		this.restarts++;
	}

	/** n8n is killed while it was writing, perhaps not before something that `until` waits for. */
	async crash(dice: Dice, until?: (active: ActiveWorkflow) => Promise<unknown>): Promise<void> {
		if (!this.#process) return;
		const { active } = this.#triggers.all;
		if (active) await until?.(active);
		this.#process.end.abort();
		const unwritten = () => {
			return {
				saves: dice.chance(0.6) ? dice.between(1, 3) : 0,
				starts: dice.chance(0.5) ? () => dice.chance(0.5) : undefined,
			};
		};
		// All die in the same moment.
		await Promise.all(this.#all().map((trigger) => trigger.end('crash', unwritten())));
		this.#process = undefined;
		this.crashes++;
	}

	/** A Beeper node sends, in this process; what comes of it shows in the feed. */
	send(chatID: string, text: string, waitUntil: 'accepted' | 'sent'): boolean {
		if (!this.#process || this.#sends.size >= MAX_SENDS) return false;
		const { world, trouble } = this.#ground;
		this.sends++;
		world.log.facts.push({ kind: 'send', at: performance.now(), chatID, text });
		const run = runWorkflow(workflowOf(sendText(chatID, { waitUntil })), {
			credentials: credentialFor(world.desktop),
			nodes: this.#process.nodes,
			items: [{ json: { text } }],
			signal: this.#process.end.signal,
		}).catch((error: Error) => trouble(`A send broke: ${error.message}`));
		this.#sends.add(run);
		void run.finally(() => this.#sends.delete(run));
		return true;
	}

	async sendsDone(): Promise<void> {
		await Promise.allSettled(this.#sends);
	}

	/** Notes what the triggers emitted since. */
	collect(): void {
		for (const trigger of this.#all()) trigger.read();
	}

	#all = () => Object.values(this.#triggers);
}
