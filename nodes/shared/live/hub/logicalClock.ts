/** From how many frames the least delay is learned. */
const FRAMES = 64;

/** How many requests are remembered. */
const MAX_REQUESTS = 256;

/** A frame whose delay is this much longer than the least one was held up on its way. */
const HELD_UP_MS = 50;

/**
 * Orders what comes in: a moment is a number, and a later moment is a larger one. A frame has the moment it came in;
 * if it was held up on its way, the moment it should have come in. A response has the moment it was requested,
 * since what it says may be as old as that.
 */
export class LogicalClock {
	private count = 0;
	/** The delays (ms) of the last frames: when each came in, less when Beeper sent it, by two clocks. */
	private readonly delays: number[] = [];
	private frames = 0;
	private leastDelay = Infinity;
	/** The last requests: the moment of each, and its time (ms). */
	private readonly requests: Array<{ moment: number; at: number }> = [];

	constructor(private readonly ms: () => number = Date.now) {}

	/** The moment of a frame that comes in now; `sentAt` is when (ms) Beeper says that it sent it. */
	tick(sentAt?: number): number {
		if (sentAt === undefined) return ++this.count;
		const delay = this.ms() - sentAt;
		const least = this.leastWith(delay);
		if (delay - least <= HELD_UP_MS) return ++this.count;
		// The frame is older than the response to a request that was made after it was sent.
		const newer = this.requests.find(({ at }) => at > sentAt + least);
		return newer ? newer.moment - 0.5 : ++this.count;
	}

	private leastWith(delay: number): number {
		const at = this.frames++ % FRAMES;
		const isLeastLeaving = this.delays[at] === this.leastDelay;
		this.delays[at] = delay;
		this.leastDelay = isLeastLeaving ? Math.min(...this.delays) : Math.min(this.leastDelay, delay);
		return this.leastDelay;
	}

	/**
	 * The moment of a request that is made now: later than all frames that have come in, earlier than all that will.
	 * Each call gives another moment, so that two responses without a frame in between are in order, too.
	 */
	now = (): number => {
		const moment = ++this.count;
		this.requests.push({ moment, at: this.ms() });
		if (this.requests.length > MAX_REQUESTS) this.requests.shift();
		return moment;
	};
}
