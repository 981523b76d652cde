import { canonicalBaseUrl } from '../api/baseUrl';
import { BoundedMap, BoundedSet } from '../values/bounded';
import { normalizedText } from '../values/normalizedText';

/** How many sent messages one process remembers per Beeper; older ones no longer need telling apart. */
const REMEMBERED = 5_000;

/** How long the final ID of an accepted message may still come. */
const EXPECTED_MS = 60_000;

/** A text is recognised by when it was written: so long before it was noted as sent, or so long after. */
const BEFORE_MS = 300_000;
const AFTER_MS = 60_000;

/** In place of a chat ID where it is not known: a chat to be created, or a local ID of an installation. */
export const ANY_CHAT = '';

/** A text that went out, and when (ms) that was noted; by its provisional ID, if it has one. */
interface Expected {
	chatID: string;
	words: string;
	at: number;
	pendingID?: string;
}

/**
 * What this package sent through one Beeper from this process, so that Beeper Trigger can tell it from
 * what a person typed. Kept in the module: n8n loads it once per process, for all nodes.
 */
export class Outbox {
	/** Sends under way, and their chats. */
	private readonly posting = new Map<Promise<unknown>, string>();
	/** pendingMessageID → chat and time (ms), of messages whose final ID is not known yet. */
	private readonly pending = new BoundedMap<string, { chatID: string; at: number }>(REMEMBERED);
	/** Texts that were sent and whose final ID is not known, each once per send. */
	private expected: Expected[] = [];
	private readonly sent = new BoundedSet<string>(REMEMBERED);

	/**
	 * Watches a send to a chat, from before its request leaves, since its event may arrive before its
	 * answer, until `send` has noted here what came of it.
	 */
	async watch<T>(chatID: string, send: () => Promise<T>): Promise<T> {
		const sending = send();
		this.posting.set(sending, global(chatID));
		try {
			return await sending;
		} finally {
			this.posting.delete(sending);
		}
	}

	/**
	 * Notes an accepted message whose final ID is still to come. It may never: Beeper forgets provisional IDs
	 * when it restarts, and then its text has to do.
	 */
	accepted(chatID: string, pendingMessageID: string, text: string) {
		this.pending.set(pendingMessageID, { chatID, at: Date.now() });
		this.expect(chatID, text, pendingMessageID);
	}

	/** Notes the final ID of an accepted message. */
	resolved(chatID: string, pendingMessageID: string, messageID: string) {
		this.pending.delete(pendingMessageID);
		this.expected = this.expected.filter(({ pendingID }) => pendingID !== pendingMessageID);
		this.remember(chatID, pendingMessageID);
		this.remember(chatID, messageID);
	}

	/** Notes a text that went out, or may have, without an ID to follow; empty for a file alone. */
	expect(chatID: string, text: string, pendingID?: string) {
		if (this.expected.length >= REMEMBERED) this.expected.shift();
		this.expected.push({
			chatID: global(chatID),
			words: normalizedText(text),
			at: Date.now(),
			pendingID,
		});
	}

	/**
	 * Whether a message, written at a time (ms), is one that was expected; if so it is known from now on, to every
	 * trigger. It may be found long after it was sent, when Beeper is back.
	 */
	recognize(chatID: string, messageID: string, text: string, writtenAt: number): boolean {
		const isIt = (one: Expected) =>
			(one.chatID === chatID || one.chatID === ANY_CHAT) &&
			one.words === normalizedText(text) &&
			writtenAt > one.at - BEFORE_MS &&
			writtenAt < one.at + AFTER_MS;
		const index = this.expected.findIndex(isIt);
		if (index < 0) return false;
		const [{ pendingID = '' }] = this.expected.splice(index, 1);
		this.pending.delete(pendingID);
		this.remember(chatID, messageID);
		return true;
	}

	/** Whether the message is known to come from this package. */
	has(chatID: string, messageID: string): boolean {
		const isPending = this.pending.get(messageID)?.chatID === chatID;
		return isPending || this.sent.has(key(chatID, messageID));
	}

	/** Whether nothing that was sent may still turn up in the chat. */
	isQuiet(chatID: string): boolean {
		const isMine = (chat: string) => chat === chatID || chat === ANY_CHAT;
		return (
			![...this.posting.values()].some(isMine) &&
			this.pendingIn(chatID).length === 0 &&
			!this.expected.some((one) => isMine(one.chatID))
		);
	}

	/** Resolves when every send that is under way now, and may be to this chat, has been answered. */
	async whenAnswered(chatID: string): Promise<void> {
		const mine = [...this.posting].filter(([, chat]) => chat === chatID || chat === ANY_CHAT);
		await Promise.allSettled(mine.map(([sending]) => sending));
	}

	/** The accepted messages of a chat whose final ID nobody has learned, but still may. */
	pendingIn(chatID: string): string[] {
		const since = Date.now() - EXPECTED_MS;
		return [...this.pending]
			.filter(([, one]) => one.chatID === chatID && one.at > since)
			.map(([id]) => id);
	}

	private remember(chatID: string, messageID: string) {
		this.sent.add(key(chatID, messageID));
	}
}

const outboxes = new Map<string, Outbox>();

/** The outbox of the Beeper at this base URL, however the address is spelled. */
export function outboxOf(baseUrl: string): Outbox {
	const address = canonicalBaseUrl(baseUrl);
	const outbox = outboxes.get(address) ?? new Outbox();
	outboxes.set(address, outbox);
	return outbox;
}

/** The ID by which events name a chat; a local one, of digits, never stands in them. */
const global = (chatID: string) => (/^\d+$/.test(chatID) ? ANY_CHAT : chatID);

const key = (chatID: string, messageID: string) => `${chatID}\n${messageID}`;
