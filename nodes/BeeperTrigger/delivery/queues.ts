/** Work in the order in which it was handed in, per key; different keys do not wait for each other. */
export class Queues {
	private readonly tails = new Map<string, Promise<void>>();

	constructor(private readonly onError: (error: Error) => void) {}

	/** Does the work at once if nothing of the key is under way, else after that. Work that fails costs no other. */
	add(key: string, work: () => void | Promise<void>) {
		const tail = this.tails.get(key);
		const doing = tail ? tail.then(work) : this.tryNow(work);
		if (!doing) return;
		const done: Promise<void> = doing.catch(this.onError).then(() => {
			if (this.tails.get(key) === done) this.tails.delete(key);
		});
		this.tails.set(key, done);
	}

	/** Resolves when nothing that was handed in so far is left. */
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
