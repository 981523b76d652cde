import { wait } from '../../values/wait';
import type { ConnectionState } from './subscriber';

/** A shorter interruption is nobody's business. */
const WORTH_TELLING_MS = 10_000;

/**
 * Follows how the station stands, and tells what is worth telling: that there has been no feed for ten
 * seconds, whether Beeper answers all the same, and that the feed is back.
 */
export class ConnectionStatus {
	private downSince: number | undefined;
	private reason = '';
	private answers = false;
	/** Since when Beeper has not answered; `undefined` while it does. */
	private silentSince: number | undefined;
	private lastReported: ConnectionState | undefined;
	private waiting: AbortController | undefined;

	constructor(
		private readonly emit: (state: ConnectionState) => void,
		private readonly signal: AbortSignal,
		private readonly now: () => number = Date.now,
	) {}

	/** How it stands, if it was worth telling. */
	get reported(): ConnectionState | undefined {
		return this.lastReported;
	}

	/** Whether there is a feed. */
	get isConnected(): boolean {
		return this.downSince === undefined;
	}

	/** There is a feed. */
	connected() {
		const since = this.downSince;
		this.downSince = undefined;
		this.waiting?.abort();
		if (!this.lastReported || this.lastReported.state === 'connected') return;
		this.change({ state: 'connected', since: since ?? this.now(), reason: '' });
	}

	/** There is none, for a reason in a person's words. */
	disconnected(reason: string) {
		this.reason = reason;
		if (this.downSince !== undefined) return this.update();
		this.downSince = this.now();
		const waiting = new AbortController();
		this.waiting = waiting;
		void wait(WORTH_TELLING_MS, AbortSignal.any([waiting.signal, this.signal])).then(() => {
			if (waiting.signal.aborted || this.signal.aborted) return;
			this.waiting = undefined;
			this.update();
		});
	}

	/** Beeper answers requests, or no longer does, for a reason in a person's words. */
	answered(answers: boolean, reason = '') {
		// What was wrong before is not what is wrong now.
		if (answers !== this.answers) this.reason = reason;
		this.answers = answers;
		if (answers) this.silentSince = undefined;
		else this.silentSince ??= this.now();
		this.update();
	}

	private update() {
		if (this.downSince === undefined || this.waiting) return;
		const state = this.answers ? 'polling' : 'lost';
		if (this.lastReported?.state === state) return;
		const isPolling = this.lastReported?.state === 'polling';
		const since = (isPolling && this.silentSince) || this.downSince;
		// One request that fails is no outage: there are others soon.
		if (isPolling && this.now() - since < WORTH_TELLING_MS) return;
		this.change({ state, since, reason: this.reason });
	}

	private change(state: ConnectionState) {
		this.lastReported = state;
		this.emit(state);
	}
}
