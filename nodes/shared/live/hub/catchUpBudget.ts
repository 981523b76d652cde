/**
 * How many missed messages one run may still read, in fair shares: a chat with very many must not use up what the
 * others need.
 */
export class CatchUpBudget {
	/** How many missed messages were found. */
	found = 0;
	/** In how many chats missed messages were left out. */
	cutChats = 0;

	constructor(
		private left: number,
		/** Messages from this time (ms) on came over the feed, or still will: they are not missed, and never left out. */
		readonly feedSince: number,
	) {}

	get isEmpty(): boolean {
		return this.left <= 0;
	}

	/** How many missed messages one of `chats` chats may read before the others have read theirs. */
	share(chats: number): number {
		return Math.ceil(this.left / Math.max(1, chats));
	}

	/** Takes one missed message; `false` if none is left. */
	take(): boolean {
		if (this.isEmpty) return false;
		this.left--;
		this.found++;
		return true;
	}
}
