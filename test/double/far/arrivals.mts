/** How long a wait lasts before it fails with a sentence instead of the runner's time-out. */
export const patienceMs = 10_000;

/** Patience is real time, also where a test makes time run fast. */
const { setTimeout, clearTimeout } = globalThis;

type Wait<Item> = { fits: (item: Item) => boolean; resolve: (item: Item) => void };

/**
 * A queue that tests wait on: what came before the wait is not missed, and each item is handed out
 * once, so that waiting twice gives the first and then the second.
 */
export class Arrivals<Item> {
	#unclaimed: Item[] = [];
	#waits: Array<Wait<Item>> = [];

	/** Hands the item to the first wait it fits, or keeps it. */
	push(item: Item) {
		const at = this.#waits.findIndex(({ fits }) => fits(item));
		if (at === -1) this.#unclaimed.push(item);
		else this.#waits.splice(at, 1)[0].resolve(item);
	}

	/** The next item that fits; rejects after `timeoutMs`, naming what was waited for. */
	wait(fits: (item: Item) => boolean, what: string, timeoutMs = patienceMs): Promise<Item> {
		const at = this.#unclaimed.findIndex(fits);
		if (at !== -1) return Promise.resolve(this.#unclaimed.splice(at, 1)[0]);
		const { promise, resolve, reject } = Promise.withResolvers<Item>();
		const wait = { fits, resolve };
		this.#waits.push(wait);
		const timer = setTimeout(() => {
			this.#waits = this.#waits.filter((other) => other !== wait);
			reject(new Error(`The double saw no ${what} within ${timeoutMs} ms`));
		}, timeoutMs).unref();
		return promise.finally(() => clearTimeout(timer));
	}

	/** Forgets what came so far. */
	clear() {
		this.#unclaimed = [];
	}
}
