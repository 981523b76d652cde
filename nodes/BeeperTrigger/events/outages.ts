import type { IDataObject } from 'n8n-workflow';
import { wait } from '../../shared/values/wait';
import type { CaughtUp, ConnectionState } from '../../shared/live/hub/subscriber';
import type { TriggerOutput } from '../delivery/triggerOutput';

/** Emits what happens to one trigger's connection, and reports a long outage as a failed execution, once. */
export class Outages {
	/** Ends the wait until an outage is reported; `undefined` while there is none. */
	private reporting: AbortController | undefined;
	/** Since when (ms) there was no feed, until it was emitted that the trigger has caught up. */
	private lostSince: number | undefined;
	/** Whether another failed execution says already why there is no connection. */
	private isExplained = false;
	private isNotCaughtUpReported = false;

	constructor(
		private readonly minutes: number,
		private readonly signal: AbortSignal,
		private readonly emit: (connection: IDataObject) => void,
		private readonly output: Pick<TriggerOutput, 'log' | 'saveFailed'>,
	) {}

	/** Takes the state of the connection. */
	update({ state, since, reason }: ConnectionState) {
		this.emit({
			state,
			reason: reason || null,
			since: new Date(since).toISOString(),
		});
		if (state === 'lost') return this.begin(since, reason);
		this.reporting?.abort();
		this.reporting = undefined;
		this.isExplained = false;
		if (state === 'polling') this.lostSince ??= since;
		else this.output.log({ type: 'back', why: `after ${spanOf(Date.now() - since)}` });
	}

	/**
	 * Takes since when (ms) what may have been missed could not be looked through, and why. Reports it as a failed
	 * execution, once, after the time of an outage: the feed alone may leave out messages.
	 */
	notCaughtUp(since: number, reason: string) {
		if (this.isNotCaughtUpReported || Date.now() - since < this.minutes * 60_000) return;
		// A lost connection is reported by itself.
		if (this.reporting) return;
		this.isNotCaughtUpReported = true;
		this.output.saveFailed(
			`Beeper has not let the trigger look for missed messages for ${spanOf(Date.now() - since)}`,
			`${reason}. New messages still start the workflow if Beeper reports them, but some may be missing. The trigger goes on trying, and catches up once it can. If this lasts, quit Beeper Desktop and open it again.`,
		);
	}

	/** Takes what a full run of the reconciler found. */
	caughtUp({ messages, skippedChats }: CaughtUp) {
		this.isNotCaughtUpReported = false;
		if (this.reporting || this.lostSince === undefined) return;
		const since = new Date(this.lostSince).toISOString();
		this.lostSince = undefined;
		const left = skippedChats > 0 ? { skippedChats } : {};
		this.emit({ state: 'caughtUp', reason: null, since, messages, ...left });
	}

	/** Takes that another failed execution says why there is no connection: then none says how long. */
	explained() {
		this.isExplained = true;
	}

	private begin(since: number, reason: string) {
		this.lostSince ??= since;
		const reporting = new AbortController();
		this.reporting?.abort();
		this.reporting = reporting;
		const left = since + this.minutes * 60_000 - Date.now();
		void wait(Math.max(0, left), AbortSignal.any([reporting.signal, this.signal])).then(() => {
			if (reporting.signal.aborted || this.signal.aborted || this.isExplained) return;
			this.output.saveFailed(
				`No connection to Beeper for ${spanOf(Date.now() - since)}`,
				`${reason}. Check that Beeper Desktop runs, that its API is switched on, and that 'Base URL' and 'Access Token' of the credential are right. The trigger goes on trying, and catches up on missed messages once Beeper is back.`,
			);
		});
	}
}

function spanOf(ms: number): string {
	const minutes = Math.round(ms / 60_000);
	if (minutes < 1) return 'less than a minute';
	return minutes === 1 ? 'a minute' : `${minutes} minutes`;
}
