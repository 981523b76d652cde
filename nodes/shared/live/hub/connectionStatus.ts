import { wait } from '../../values/wait';
import type { HubServices } from './hubServices';
import type { ConnectionState } from './subscriber';

/** Shorter interruptions are not reported. */
const MIN_OUTAGE_MS = 10_000;

/**
 * Follows the connection of a hub and reports to its subscribers: that there has been no feed for ten seconds,
 * whether Beeper answers requests meanwhile, and that the feed is back.
 */
export class ConnectionStatus {
	private downSince: number | undefined;
	private feedBegan: number | undefined;
	private reason = '';
	private answers = false;
	/** Since when (ms) Beeper has not answered; `undefined` while it does. */
	private silentSince: number | undefined;
	private lastReported: ConnectionState | undefined;
	/** Ends the wait until a lost feed is reported. */
	private waiting: AbortController | undefined;

	constructor(
		private readonly hub: Pick<HubServices, 'signal' | 'subscribers'>,
		private readonly now: () => number = Date.now,
	) {}

	/** The state that was reported last; `undefined` if none was. */
	get reported(): ConnectionState | undefined {
		return this.lastReported;
	}

	/** Whether there is a feed. */
	get isConnected(): boolean {
		return this.downSince === undefined;
	}

	/** Since when (ms) there has been a feed: what is written later comes over it. Infinity without one. */
	get feedSince(): number {
		return this.feedBegan ?? Infinity;
	}

	/** Takes that there is a feed, since this time (ms). */
	connected(feedSince = this.now()) {
		const since = this.downSince;
		this.feedBegan = feedSince;
		this.downSince = undefined;
		this.waiting?.abort();
		if (!this.lastReported || this.lastReported.state === 'connected') return;
		this.report({ state: 'connected', since: since ?? this.now(), reason: '' });
	}

	/** Takes that there is no feed, and why, in words for a person. */
	disconnected(reason: string) {
		this.reason = reason;
		this.feedBegan = undefined;
		if (this.downSince !== undefined) return this.update();
		this.downSince = this.now();
		const waiting = new AbortController();
		this.waiting = waiting;
		void wait(MIN_OUTAGE_MS, AbortSignal.any([waiting.signal, this.hub.signal])).then(() => {
			if (waiting.signal.aborted || this.hub.signal.aborted) return;
			this.waiting = undefined;
			this.update();
		});
	}

	/** Takes whether Beeper answered a request; if not, why, in words for a person. */
	answered(answers: boolean, reason = '') {
		// The reason of the state before is not the reason of this one.
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
		// One failed request is no outage: the next one follows soon.
		if (isPolling && this.now() - since < MIN_OUTAGE_MS) return;
		this.report({ state, since, reason: this.reason });
	}

	private report(state: ConnectionState) {
		this.lastReported = state;
		for (const subscriber of this.hub.subscribers) subscriber.onConnection(state);
	}
}
