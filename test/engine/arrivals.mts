interface Wait<T> {
	matches: (arrival: T) => boolean;
	resolve: (arrival: T) => void;
}

/** Patience is real time, also where a test makes time run fast. */
const { setTimeout, clearTimeout } = globalThis;

/**
 * Things that happen, in order. A wait is answered by the first that no earlier wait was given,
 * whether it came before the wait or comes later; so a test cannot miss one.
 */
export class Arrivals<T> {
	readonly all: T[] = [];
	readonly #what: string;
	#unclaimed: T[] = [];
	#waits: Array<Wait<T>> = [];

	constructor(what: string) {
		this.#what = what;
	}

	add(arrival: T): void {
		this.all.push(arrival);
		const at = this.#waits.findIndex(({ matches }) => matches(arrival));
		if (at < 0) this.#unclaimed.push(arrival);
		// Out at once: a second arrival of the same moment is for another wait.
		else this.#waits.splice(at, 1)[0].resolve(arrival);
	}

	async wait(matches: (arrival: T) => boolean = () => true, timeoutMs = 10_000): Promise<T> {
		const early = this.#unclaimed.find(matches);
		if (early !== undefined) {
			this.#unclaimed = this.#unclaimed.filter((arrival) => arrival !== early);
			return early;
		}
		const { promise, resolve, reject } = Promise.withResolvers<T>();
		const wait = { matches, resolve };
		this.#waits.push(wait);
		const message = () =>
			`No matching ${this.#what} within ${timeoutMs} ms (${this.all.length} in all)`;
		const timer = setTimeout(() => reject(new Error(message())), timeoutMs);
		try {
			return await promise;
		} finally {
			clearTimeout(timer);
			this.#waits = this.#waits.filter((other) => other !== wait);
		}
	}
}
