import { OperationalError } from 'n8n-workflow';
import { wait } from '../values/wait';

/** The most requests one node run has in flight, however many items come in. */
export const MAX_IN_FLIGHT = 8;

/** What `inOrder` gives for a write that was left out because one before it failed. */
export const LEFT_OUT = Symbol('left out');

/** Ends a write that was begun, but had not gone out yet, when another one failed. */
class LeftOut extends OperationalError {
	constructor() {
		super('Not sent, because another item failed');
	}
}

/**
 * One run of the node over its items. n8n's routing engine starts all items at once; this class restores item order
 * per chat, a limit of requests in flight, and an end after a failed write.
 */
export class NodeRun {
	private inFlight = 0;
	private readonly queue: Array<() => void> = [];
	private readonly chains = new Map<string, Promise<void>>();
	/** When (ms) the last `post` of each lane ended. */
	private readonly lanes = new Map<string, Promise<number>>();
	/** Aborted when nothing more is to go out: cancelled, or stopped by a failed write. */
	private readonly over = new AbortController();
	private heldBackUntil = 0;
	private stopped = false;

	constructor(
		/** The base URL of the credential, without a slash at its end. */
		readonly baseUrl: string,
		private readonly signal?: AbortSignal,
	) {
		signal?.addEventListener(
			'abort',
			() => {
				this.over.abort();
				this.wakeQueue();
			},
			{ once: true },
		);
	}

	/**
	 * Calls `request`, one HTTP attempt, as soon as fewer than `MAX_IN_FLIGHT` are under way. Throws once the
	 * execution is cancelled; a write also once another write of the run has failed, even if it was already waiting.
	 */
	async attempt<T>(request: () => Promise<T>, isWrite = false): Promise<T> {
		if (this.signal?.aborted) throw new OperationalError('The execution was cancelled');
		await this.takePlace();
		try {
			while (this.heldBackUntil > Date.now() && !this.signal?.aborted) {
				await wait(this.heldBackUntil - Date.now(), this.signal);
			}
			if (this.signal?.aborted) throw new OperationalError('The execution was cancelled');
			if (isWrite && this.stopped) throw new LeftOut();
			return await request();
		} finally {
			this.leavePlace();
		}
	}

	/** Holds back every new request of this run for `ms`, because Beeper demanded to slow down. */
	holdBack(ms: number) {
		this.heldBackUntil = Math.max(this.heldBackUntil, Date.now() + ms);
	}

	/**
	 * Calls `write` after all earlier writes with the same `key` were accepted, in the order of the calls. The next one
	 * starts when `write` calls `accepted` or has ended. Once one has failed, no more are begun and the result is
	 * `LEFT_OUT`; with `goOn` (continue on fail) all are tried.
	 */
	async inOrder<T>(
		key: string,
		goOn: boolean,
		write: (accepted: () => void) => Promise<T>,
	): Promise<T | typeof LEFT_OUT> {
		const before = this.chains.get(key);
		let accepted = () => {};
		this.chains.set(key, new Promise<void>((resolve) => (accepted = resolve)));
		try {
			await before;
			if (this.stopped) return LEFT_OUT;
			return await write(accepted).catch(async (error): Promise<typeof LEFT_OUT> => {
				if (error instanceof LeftOut) return LEFT_OUT;
				if (!goOn) this.stop();
				return await Promise.reject(error);
			});
		} finally {
			accepted();
		}
	}

	/**
	 * Calls `post` no sooner than `gapMs` after the one before it in the same lane has ended. Once the run is over,
	 * waits end at once and `attempt` refuses what follows.
	 */
	async throttle<T>(lane: string, gapMs: number, post: () => Promise<T>): Promise<T> {
		const before = this.lanes.get(lane);
		let end = () => {};
		const ended = new Promise<void>((resolve) => (end = resolve));
		this.lanes.set(
			lane,
			ended.then(() => Date.now()),
		);
		try {
			const waitMs = before ? (await before) + gapMs - Date.now() : 0;
			if (waitMs > 0) await wait(waitMs, this.over.signal);
			return await post();
		} finally {
			end();
		}
	}

	/** Whether a write has failed, so that the rest of the run was left out. */
	get isStopped(): boolean {
		return this.stopped;
	}

	private stop() {
		this.stopped = true;
		this.over.abort();
	}

	private async takePlace() {
		if (this.inFlight < MAX_IN_FLIGHT) this.inFlight++;
		else await new Promise<void>((go) => this.queue.push(go));
	}

	/** Gives the place to the next in line, or frees it. */
	private leavePlace() {
		const next = this.queue.shift();
		if (next) next();
		else this.inFlight--;
	}

	private wakeQueue() {
		const next = this.queue.shift();
		if (!next) return;
		// The woken attempt sees the abort, leaves, and wakes the next one: the queue empties at once.
		this.inFlight++;
		next();
	}
}
