import { BoundedMap } from '../../values/bounded';

/** A chat that cannot be read for this long is given up: a run counts as complete without it. */
const GIVE_UP_MS = 120_000;

/** A chat that was given up is tried again at least this often. */
const MAX_RETRY_MS = 300_000;

/** How many chats are remembered; the first one is forgotten first. */
const MAX_CHATS = 10_000;

/** Chats that could not be read, and when to try them again. */
export class FailingChats {
	/** Since when (ms) each fails, and when (ms) to try it again. */
	private readonly chats = new BoundedMap<string, { since: number; againAt: number }>(MAX_CHATS);

	has = (chatID: string) => this.chats.has(chatID);

	/** Notes that a chat could not be read; whether it is given up. */
	add(chatID: string): boolean {
		const now = Date.now();
		const { since = now } = this.chats.get(chatID) ?? {};
		// The longer it has failed, the less often it is tried: each try takes a run's time.
		const againAt = now + Math.min(MAX_RETRY_MS, (now - since) / 2);
		this.chats.set(chatID, { since, againAt });
		return now - since > GIVE_UP_MS;
	}

	/** Notes that a chat was read. */
	remove(chatID: string) {
		this.chats.delete(chatID);
	}

	/** Has all chats tried again: what kept them from being read may be over. */
	clear() {
		this.chats.clear();
	}

	/** Whether a chat is given up, and not to be tried yet. */
	isResting(chatID: string): boolean {
		const { since = 0, againAt = 0 } = this.chats.get(chatID) ?? {};
		return againAt > Date.now() && Date.now() - since > GIVE_UP_MS;
	}
}
