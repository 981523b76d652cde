import type { IDataObject } from 'n8n-workflow';
import { wait } from '../../shared/values/wait';
import type { CaughtUp, ConnectionState } from '../../shared/live/hub/subscriber';

/** What an outage is told to. */
interface Outlet {
	saveFailed(title: string, description: string): void;
	log(happening: { type: 'back'; why: string }): void;
}

/** Tells one trigger's user when Beeper is away for long, and that it is back: each once. */
export class Outages {
	private over: AbortController | undefined;
	/** Whether the trigger was told that there is no feed; then it is told that it is back. */
	private lostSince: number | undefined;
	/** Whether the user was told what is wrong already, in a failed execution of its own. */
	private isExplained = false;

	constructor(
		private readonly minutes: number,
		private readonly signal: AbortSignal,
		private readonly emit: (connection: IDataObject) => void,
		private readonly outlet: Outlet,
	) {}

	/** Takes what the station found out about the connection. */
	update({ state, since, reason }: ConnectionState) {
		this.emit({
			state,
			reason: reason || null,
			since: new Date(since).toISOString(),
		});
		if (state === 'lost') return this.begin(since, reason);
		this.over?.abort();
		this.over = undefined;
		this.isExplained = false;
		if (state === 'polling') this.lostSince ??= since;
		else this.outlet.log({ type: 'back', why: `after ${spanOf(Date.now() - since)}` });
	}

	/** Takes what was found when everything was looked through again. */
	caughtUp({ messages, skippedChats }: CaughtUp) {
		if (this.over || this.lostSince === undefined) return;
		const since = new Date(this.lostSince).toISOString();
		this.lostSince = undefined;
		const left = skippedChats > 0 ? { skippedChats } : {};
		this.emit({ state: 'caughtUp', reason: null, since, messages, ...left });
	}

	/** Takes that the user was told why there is no connection; how long there is none is no news then. */
	explained() {
		this.isExplained = true;
	}

	private begin(since: number, reason: string) {
		this.lostSince ??= since;
		const over = new AbortController();
		this.over?.abort();
		this.over = over;
		const left = since + this.minutes * 60_000 - Date.now();
		void wait(Math.max(0, left), AbortSignal.any([over.signal, this.signal])).then(() => {
			if (over.signal.aborted || this.signal.aborted || this.isExplained) return;
			this.outlet.saveFailed(
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
