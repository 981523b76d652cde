import { performance } from 'node:perf_hooks';

/** Time that can be moved: clocks jump, timers do not. Disposed of, it is the present again. */
export function movableTime() {
	const { Date: original } = globalThis;
	let offset = 0;
	const restore = clock(() => original.now() + offset);
	return {
		advance(ms: number) {
			offset += ms;
		},
		[Symbol.dispose]: restore,
	};
}

/**
 * Time that runs so many times as fast while this process has nothing to do, for clocks and timers alike: what
 * takes work takes as long as it takes, so a busy machine is no slow Beeper. Disposed of, it is as always.
 */
export function fastTime(factor: number) {
	const { setTimeout: later, clearTimeout: cancel } = globalThis;
	const time = new FastTime(factor, later, cancel);
	const restore = clock(() => Math.round(time.now()));
	const faster = (then: () => void, ms = 0, ...rest: unknown[]) =>
		time.add((then as (...rest: unknown[]) => void).bind(undefined, ...rest), ms);
	globalThis.setTimeout = Object.assign(faster, later) as never; // its promisified form stays
	globalThis.clearTimeout = (timer) => {
		if (timer instanceof FastTimeout) timer.close();
		else cancel(timer);
	};
	return {
		[Symbol.dispose]() {
			globalThis.setTimeout = later;
			restore();
			time.end();
			// clearTimeout stays for the timers that are left; it knows all others, too.
		},
	};
}

/** Time that runs so many times as fast in all tests of a file, or of a `describe`. */
export function inFastTime(factor = 100): void {
	const stack = new DisposableStack();
	beforeAll(() => void stack.use(fastTime(factor)));
	afterAll(() => stack.dispose());
}

/** Idleness in one piece counts as such for so long, in real ms: waiting for a turn looks the same. */
const STEP_MS = 5;

class FastTime {
	readonly #factor: number;
	readonly #later: typeof setTimeout;
	readonly #cancel: typeof clearTimeout;
	#timers: FastTimeout[] = [];
	#now = Date.now();
	#seen = look();
	#tick?: NodeJS.Timeout;
	#soon?: NodeJS.Immediate;
	#hasEnded = false;

	constructor(factor: number, later: typeof setTimeout, cancel: typeof clearTimeout) {
		this.#factor = factor;
		this.#later = later;
		this.#cancel = cancel;
	}

	now(): number {
		const { wall, idle } = look();
		const rested = hasOthersAtWork() ? 0 : Math.min(idle - this.#seen.idle, STEP_MS);
		// No further than the next timer, which has its turn first.
		const most = Math.max(0, (this.#timers[0]?.due ?? Infinity) - this.#now);
		this.#now += wall - this.#seen.wall + Math.min(rested * (this.#factor - 1), most);
		this.#seen = { wall, idle };
		return this.#now;
	}

	add(then: () => void, ms: number): FastTimeout {
		const timer = new FastTimeout(this, then, ms > 0 && ms < 2 ** 31 ? ms : 1);
		this.start(timer);
		return timer;
	}

	start(timer: FastTimeout): void {
		this.stop(timer);
		if (this.#hasEnded) {
			timer.real = this.#later(timer.then, timer.ms);
			return;
		}
		timer.due = this.now() + timer.ms;
		const at = this.#timers.findLastIndex(({ due }) => due <= timer.due) + 1;
		this.#timers.splice(at, 0, timer);
		if (at === 0) this.#plan();
	}

	stop(timer: FastTimeout): void {
		this.#cancel(timer.real);
		this.#timers = this.#timers.filter((other) => other !== timer);
	}

	/** What still waits goes on in real time. */
	end(): void {
		this.#hasEnded = true;
		this.#cancel(this.#tick);
		clearImmediate(this.#soon);
		const now = this.now();
		for (const timer of this.#timers.splice(0)) {
			timer.real = this.#later(timer.then, Math.max(1, (timer.due - now) / this.#factor));
		}
	}

	/** One timer at a time, so that what it sets going comes before the next. */
	#plan(): void {
		this.#cancel(this.#tick);
		clearImmediate(this.#soon);
		const [next] = this.#timers;
		if (!next || this.#hasEnded) return;
		const ms = (next.due - this.now()) / this.#factor;
		if (ms <= 0) this.#soon = setImmediate(() => this.#run());
		else this.#tick = this.#later(() => this.#run(), Math.min(ms, STEP_MS));
	}

	#run(): void {
		const now = this.now();
		const [next] = this.#timers;
		try {
			if (next && next.due <= now) {
				this.#timers.shift();
				next.then();
			}
		} finally {
			this.#plan();
		}
	}
}

/** What the global setTimeout gives. It holds no process up that has nothing else to do. */
class FastTimeout {
	due = 0;
	real?: NodeJS.Timeout;
	readonly then: () => void;
	readonly ms: number;
	readonly #time: FastTime;

	constructor(time: FastTime, then: () => void, ms: number) {
		this.#time = time;
		this.then = then;
		this.ms = ms;
	}

	refresh(): this {
		this.#time.start(this);
		return this;
	}

	close(): this {
		this.#time.stop(this);
		return this;
	}

	ref = () => this;
	unref = () => this;
	hasRef = () => true;
	[Symbol.dispose] = () => void this.close();
}

/** The time, and how much of it this process had nothing to do. */
const look = () => ({
	wall: performance.now(),
	idle: performance.eventLoopUtilization().idle,
});

/** Whether threads look up a name or read files for this process, which is no idleness. */
const hasOthersAtWork = () =>
	process.getActiveResourcesInfo().some((name) => /^(GetAddrInfo|FS)Req/.test(name));

/** Replaces the clock of this process; call the answer to have the real one back, also where the other was kept. */
function clock(moved: () => number): () => void {
	const { Date: original } = globalThis;
	let now = moved;
	class MovedDate extends original {
		constructor(...at: unknown[]) {
			super(...((at.length > 0 ? at : [now()]) as [number])); // any form that Date takes
		}

		static override now = () => now();
	}
	globalThis.Date = MovedDate as DateConstructor;
	return () => {
		globalThis.Date = original;
		now = () => original.now();
	};
}
