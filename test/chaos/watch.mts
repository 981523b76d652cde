import type { Desktop } from '../double/start.mts';
import type { Log } from './log.mts';

const EVERY_MS = 20;

/** A socket that is being closed overlaps with the next one; two for longer than this are two. */
const OVERLAP_MS = 500;

/** Looks at the stand-in's side of the feed all the time. */
export class Watch {
	socketsMax = 0;
	/** How long there was a socket that gets events, of how long it was looked. */
	connectedMs = 0;
	watchedMs = 0;
	isConnected = false;
	readonly #desktop: Desktop;
	readonly #log: Log;
	readonly #onSockets: (count: number) => void;
	readonly #timer: NodeJS.Timeout;
	#lastLook = performance.now();
	#crowdedSince: number | undefined;
	#outage: { from: number; to?: number } | undefined;

	constructor(desktop: Desktop, log: Log, onSockets: (count: number) => void) {
		this.#desktop = desktop;
		this.#log = log;
		this.#onSockets = onSockets;
		this.#timer = setInterval(() => this.look(), EVERY_MS);
	}

	/** Notes sockets, and the times in which nobody is subscribed. */
	look(): void {
		const now = performance.now();
		const live = this.#desktop.connections.filter(({ isBlackHole }) => !isBlackHole);
		this.isConnected = live.some(({ chatIDs }) => chatIDs.length > 0);
		this.watchedMs += now - this.#lastLook;
		if (this.isConnected) this.connectedMs += now - this.#lastLook;
		this.#lastLook = now;
		this.#noteOutage(now);
		this.#noteCrowd(live.length, now);
	}

	stop(): void {
		clearInterval(this.#timer);
	}

	#noteOutage(now: number) {
		if (this.isConnected) {
			if (this.#outage) this.#outage.to = now;
			this.#outage = undefined;
		} else if (!this.#outage) {
			const outage = { kind: 'feed' as const, why: 'nobody is connected', from: now - EVERY_MS };
			this.#log.disturbances.push(outage);
			this.#outage = outage;
		}
	}

	#noteCrowd(count: number, now: number) {
		if (count <= 1) {
			this.socketsMax = Math.max(this.socketsMax, count);
			this.#crowdedSince = undefined;
			return;
		}
		this.#crowdedSince ??= now;
		if (now - this.#crowdedSince < OVERLAP_MS) return;
		if (count > this.socketsMax) this.#onSockets(count);
		this.socketsMax = Math.max(this.socketsMax, count);
	}
}
