/** How many sent messages one process remembers per Beeper; older ones no longer need telling apart. */
const REMEMBERED = 5_000;
const EXPECTED_MS = 60_000;

/**
 * What this package sent through one Beeper from this process, so that Beeper Trigger can tell it from
 * what a person typed. Kept in the module: n8n loads it once per process, for all nodes.
 */
export class Outbox {
	private readonly posting = new Set<Promise<unknown>>();
	/** pendingMessageID → chatID, of messages whose final ID is not known yet. */
	private readonly pending = new Map<string, string>();
	/** Chat and text → until when (ms) its event is awaited. */
	private readonly expected = new Map<string, number>();
	private readonly sent = new Set<string>();

	/** Watches a send from before its request leaves, since its event may arrive before its answer. */
	async watch<T>(send: Promise<T>): Promise<T> {
		this.posting.add(send);
		try {
			return await send;
		} finally {
			this.posting.delete(send);
		}
	}

	/** Notes an accepted message whose final ID is still to come. */
	accepted(chatID: string, pendingMessageID: string) {
		this.pending.set(pendingMessageID, chatID);
		forgetOldest(this.pending);
	}

	/** Notes the final ID of an accepted message. */
	resolved(chatID: string, pendingMessageID: string, messageID: string) {
		this.pending.delete(pendingMessageID);
		this.sent.add(key(chatID, pendingMessageID)).add(key(chatID, messageID));
		forgetOldest(this.sent);
	}

	/** Notes a text that was sent with no ID to follow: the first message of a new chat. */
	expect(chatID: string, text: string) {
		this.expected.set(key(chatID, words(text)), Date.now() + EXPECTED_MS);
		forgetOldest(this.expected);
	}

	/** Whether the text is one that was expected in this chat; it counts once. */
	takeExpected(chatID: string, text: string): boolean {
		const expected = key(chatID, words(text));
		const until = this.expected.get(expected);
		this.expected.delete(expected);
		return until !== undefined && until > Date.now();
	}

	/** Whether the message is known to come from this package. */
	has(chatID: string, messageID: string): boolean {
		return this.sent.has(key(chatID, messageID)) || this.pending.get(messageID) === chatID;
	}

	/** Resolves when every send that is under way now has been answered. */
	async whenAnswered(): Promise<void> {
		await Promise.allSettled([...this.posting]);
	}

	/** The accepted messages of a chat whose final ID nobody has learned yet. */
	pendingIn(chatID: string): string[] {
		return [...this.pending].filter(([, chat]) => chat === chatID).map(([id]) => id);
	}
}

const outboxes = new Map<string, Outbox>();

/** The outbox of the Beeper at this base URL. */
export function outboxOf(baseUrl: string): Outbox {
	const outbox = outboxes.get(baseUrl) ?? new Outbox();
	outboxes.set(baseUrl, outbox);
	return outbox;
}

const key = (chatID: string, messageID: string) => `${chatID}\n${messageID}`;

/** Letters and digits alone, since Markdown goes out and HTML or plain text comes back. */
const words = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

function forgetOldest(collection: Map<string, unknown> | Set<string>) {
	for (const oldest of collection.keys()) {
		if (collection.size <= REMEMBERED) return;
		collection.delete(oldest);
	}
}
