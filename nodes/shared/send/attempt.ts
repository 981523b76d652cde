import type { Accepted } from './follow';
import { untilAborted } from '../values/wait';
import type { NodeRun } from '../operation/nodeRun';

/** How far one message has come: taken by Beeper, or its request left (ms) and nothing is known of it. */
export type Stage = { accepted: Accepted } | { since: number };

/**
 * What one key (sendOnce.ts) has sent so far: a stage per message, since each file is a message of its own.
 * One that nothing is known of, or that was refused, has none.
 */
export class Attempt {
	readonly stages: Array<Stage | undefined> = [];
	/** The run that worked on it last. */
	run?: NodeRun;
	/** Whether an earlier process may have sent it, which only the chat can tell. */
	mayBeOlder = false;
	private turn: Promise<unknown> = Promise.resolve();

	/** Does `work` after all earlier work on this attempt has ended, or at once when `signal` aborts. */
	async inTurn<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
		const before = this.turn;
		let leave = () => {};
		const mine = new Promise<void>((resolve) => (leave = resolve));
		this.turn = Promise.all([before, mine]);
		try {
			await untilAborted(before, signal);
			return await work();
		} finally {
			leave();
		}
	}
}
