/** Fails when nothing comes for so long. */
const STALLED_MS = 60_000;

/** Counts what comes, and says when so much has come. */
export class Counting {
	count = 0;
	#target = Infinity;
	#resolve;

	hit() {
		if (++this.count === this.#target) this.#resolve();
	}

	/** Resolves when `target` have come since the beginning, with the time of that. */
	async reaches(target, stalledMs = STALLED_MS) {
		if (this.count >= target) return performance.now();
		const reached = new Promise((resolve) => {
			this.#target = target;
			this.#resolve = () => resolve(performance.now());
		});
		let timer;
		const stalled = new Promise((_, reject) => {
			let before = this.count;
			timer = setInterval(() => {
				if (this.count === before)
					reject(new Error(`${this.count} of ${target} came, then nothing`));
				before = this.count;
			}, stalledMs);
		});
		return await Promise.race([reached, stalled]).finally(() => clearInterval(timer));
	}
}
