/** Does work in the order in which it is added, per key; work of different keys does not wait for each other. */
export class Queues {
	private readonly tails = new Map<string, Promise<void>>();

	constructor(private readonly onError: (error: Error) => void) {}

	/** Adds work: done at once if no other of its key is pending. An error goes to `onError`; the next work goes on. */
	add(key: string, work: () => void | Promise<void>) {
		const tail = this.tails.get(key);
		const doing = tail ? tail.then(work) : this.tryNow(work);
		if (!doing) return;
		const done: Promise<void> = doing.catch(this.onError).then(() => {
			if (this.tails.get(key) === done) this.tails.delete(key);
		});
		this.tails.set(key, done);
	}

	/** Resolves when all work that was added so far is done. */
	async idle(): Promise<void> {
		await Promise.all(this.tails.values());
	}

	private tryNow(work: () => void | Promise<void>): void | Promise<void> {
		try {
			return work();
		} catch (error) {
			this.onError(error as Error);
		}
	}
}
