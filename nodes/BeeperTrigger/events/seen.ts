/** How many are remembered; the oldest are forgotten. */
const REMEMBERED = 5_000;

/** Identities of events that were told already. */
export class Seen {
	private readonly identities = new Set<string>();

	/** Whether this is the first time; from now on it is not. */
	isFirst(identity: string): boolean {
		if (this.identities.has(identity)) return false;
		this.identities.add(identity);
		if (this.identities.size > REMEMBERED) {
			const [oldest] = this.identities;
			this.identities.delete(oldest);
		}
		return true;
	}
}
