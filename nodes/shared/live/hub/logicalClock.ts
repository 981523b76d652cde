/** So many frames are looked at to learn how long one takes at least. */
const FRAMES = 64;

/** So many requests are remembered. */
const REQUESTS = 256;

/** A frame that took so much longer than others was held up on its way. */
const HELD_UP_MS = 50;

/**
 * Counts what comes in, to tell what was seen before what. A frame has the moment it came in, or if it was
 * held up on its way, the moment it should have; what REST says has the moment it was asked for, since it may be
 * as old as that.
 */
export class LogicalClock {
	private count = 0;
	/** How many ms the last frames took, as far as two clocks can tell. */
	private readonly delays: number[] = [];
	private frames = 0;
	/** The least of them. */
	private usual = Infinity;
	/** The last requests: their moment, and when (ms) that was. */
	private readonly requests: Array<{ moment: number; at: number }> = [];

	constructor(private readonly ms: () => number = Date.now) {}

	/** The moment of a frame that comes in now; `toldAt` is when (ms) Beeper says it told it. */
	tick(toldAt?: number): number {
		if (toldAt === undefined) return ++this.count;
		const delay = this.ms() - toldAt;
		const usual = this.leastWith(delay);
		if (delay - usual <= HELD_UP_MS) return ++this.count;
		// Asked for after the frame was told: what came of that is newer.
		const newer = this.requests.find(({ at }) => at > toldAt + usual);
		return newer ? newer.moment - 0.5 : ++this.count;
	}

	private leastWith(delay: number): number {
		const at = this.frames++ % FRAMES;
		const isLeastLeaving = this.delays[at] === this.usual;
		this.delays[at] = delay;
		this.usual = isLeastLeaving ? Math.min(...this.delays) : Math.min(this.usual, delay);
		return this.usual;
	}

	/**
	 * The moment of something that is asked for now: later than all that came in, earlier than what will. No two
	 * are the same, or what is asked for twice with no frame in between could not be told apart.
	 */
	now = (): number => {
		const moment = ++this.count;
		this.requests.push({ moment, at: this.ms() });
		if (this.requests.length > REQUESTS) this.requests.shift();
		return moment;
	};
}
