import type { NodeRun } from '../operation/nodeRun';
import { BoundedMap } from '../values/bounded';
import { untilAborted } from '../values/wait';
import type { Accepted } from './follow';

/** How many attempts of each kind are kept per Beeper; the oldest is dropped. */
const MAX_ATTEMPTS = 5_000;

/** The state of one message: accepted by Beeper, or its request left at a time (ms) and the outcome is not known. */
export type Stage = { accepted: Accepted } | { since: number };

/** The messages of one item that are sent only once, and how far each has come. */
export class Attempt {
	/** A stage per message, since each file is a message of its own; none for one that was not sent or was refused. */
	readonly stages: Array<Stage | undefined> = [];
	/** The run that worked on it last. */
	run?: NodeRun;
	private lastWork: Promise<unknown> = Promise.resolve();

	/** `mayBeOlder`: whether an earlier process may have sent it, which only the chat can show. */
	constructor(public mayBeOlder = false) {}

	/** Runs `work` when all earlier work on this attempt has ended, or at once when `signal` aborts; returns its result. */
	async inTurn<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
		const before = this.lastWork;
		let end = () => {};
		const ended = new Promise<void>((resolve) => (end = resolve));
		this.lastWork = Promise.all([before, ended]);
		try {
			await untilAborted(before, signal);
			return await work();
		} finally {
			end();
		}
	}
}

/** What an attempt is found by: the user's idempotency key, or the item. */
export type KeyKind = 'key' | 'item';

/** The attempts of this process at sending through one Beeper (processState.ts). */
export class Attempts {
	/** In two maps, so that many items drop no idempotency key. */
	private readonly kept = {
		key: new BoundedMap<string, Attempt>(MAX_ATTEMPTS),
		item: new BoundedMap<string, Attempt>(MAX_ATTEMPTS),
	};

	/** The attempt that is kept under a key. */
	get(kind: KeyKind, key: string): Attempt | undefined {
		return this.kept[kind].get(key);
	}

	/** Keeps an attempt under a key, as the newest. */
	keep(kind: KeyKind, key: string, attempt: Attempt) {
		this.kept[kind].delete(key);
		this.kept[kind].set(key, attempt);
	}
}
