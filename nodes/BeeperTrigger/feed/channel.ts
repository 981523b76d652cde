/** Values pushed in by events, taken out one by one; ends once, and can be bounded. */
export class Channel<T> {
	private readonly values: T[] = [];
	private readonly waiting: Array<(value: T | undefined) => void> = [];
	private ended = false;

	/** Adds a value; ignored after the end. */
	push(value: T) {
		if (this.ended) return;
		const next = this.waiting.shift();
		if (next) next(value);
		else this.values.push(value);
	}

	/** Ends the channel: what is in it can still be taken. Ending twice is harmless. */
	end() {
		this.ended = true;
		for (const next of this.waiting.splice(0)) next(undefined);
	}

	/** The next value, or `undefined` after the last. */
	async take(): Promise<T | undefined> {
		if (this.values.length > 0) return this.values.shift();
		if (this.ended) return undefined;
		return await new Promise((resolve) => this.waiting.push(resolve));
	}

	get length(): number {
		return this.values.length;
	}
}
