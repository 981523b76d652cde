import { timeOf, type Message } from '../model/message';
import { BoundedSet } from '../values/bounded';
import { normalizedText } from '../values/normalizedText';
import { hasFingerprint, type Fingerprint } from './fingerprint';

/** How many entries of each kind are kept per Beeper; the oldest is dropped. */
const MAX_ENTRIES = 5_000;

/** How long after it was accepted a message may still get its final ID. */
const FINAL_ID_MS = 60_000;

/** `recognize`: how long before its send was noted a message may have been written, and how long after. */
const BEFORE_MS = 300_000;
const AFTER_MS = 60_000;

/** `findOwn`: how far the clocks of n8n, Beeper and the network may be apart. */
export const CLOCK_SKEW_MS = 60_000;

/** In place of a chat ID that is not known: of a chat that is being created. */
export const ANY_CHAT = '';

/** A message that was sent, or may have been. */
interface Sent {
	chatID: string;
	/** Normalized (values/normalizedText.ts); empty for a file alone. */
	text: string;
	fileName?: string;
	/** The provisional ID; in `expected` only if Beeper reports the final ID for it. */
	pendingID?: string;
	/** The provisional ID, whatever Beeper reports: the message may be seen under it before it is seen under its own. */
	provisionalID?: string;
	/** When it was noted (ms). */
	at: number;
}

/**
 * What this process sent through one Beeper (processState.ts). Beeper Trigger learns from it which messages were sent by
 * a Beeper node (`has`, `recognize`), and a send whose answer was lost which message of the chat is its own (`findOwn`).
 */
export class SentLog {
	/** Sends without an answer so far, and their chats. */
	private readonly sending = new Map<Promise<unknown>, string>();
	/** Messages that were not seen in their chat so far, for `recognize`. */
	private readonly expected = new BoundedSet<Sent>(MAX_ENTRIES);
	/** Accepted messages without a final ID so far, for `findOwn`. */
	private readonly unresolved = new BoundedSet<Sent>(MAX_ENTRIES);
	/** IDs of messages that were sent by this process. */
	private readonly own = new BoundedSet<string>(MAX_ENTRIES);
	/**
	 * IDs of messages whose send is known, which `findOwn` therefore gives to no other send. A recognized message is not
	 * among them: it may be the very one that a send without an answer will look for.
	 */
	private readonly claimed = new BoundedSet<string>(MAX_ENTRIES);

	/**
	 * Runs `send` and returns its result; until it has ended, the chat is not quiet. It notes its outcome here itself,
	 * since the event of a message may arrive before the answer to its request.
	 */
	async watch<T>(chatID: string, send: () => Promise<T>): Promise<T> {
		const sending = send();
		this.sending.set(sending, chatID);
		try {
			return await sending;
		} finally {
			this.sending.delete(sending);
		}
	}

	/**
	 * Notes a message that Beeper accepted under a provisional ID. `isFollowable`: whether this Beeper reports the final
	 * ID. It may never be reported: Beeper forgets provisional IDs when it restarts, and then the text has to do.
	 */
	accepted(chatID: string, pendingID: string, fingerprint: Fingerprint, isFollowable: boolean) {
		const { text, file } = fingerprint;
		const sent = this.expect(chatID, text, isFollowable ? pendingID : undefined);
		sent.provisionalID = pendingID;
		this.unresolved.add({ ...sent, fileName: file?.fileName, pendingID });
		this.claimed.add(key(chatID, pendingID));
	}

	/** Notes the final ID of an accepted message; `pendingID` is null for one that was found in the chat. */
	resolved(chatID: string, pendingID: string | null, messageID: string) {
		this.claimed.add(key(chatID, messageID));
		if (pendingID === null) return;
		this.own.add(key(chatID, pendingID)).add(key(chatID, messageID));
		for (const waiting of [this.expected, this.unresolved]) {
			for (const one of waiting) if (one.pendingID === pendingID) waiting.delete(one);
		}
	}

	/** Notes a text that was sent, or may have been; with its provisional ID, if it has one that can be followed. */
	expect(chatID: string, text: string, pendingID?: string): Sent {
		const sent: Sent = { chatID, text: normalizedText(text), pendingID, at: Date.now() };
		this.expected.add(sent);
		return sent;
	}

	/**
	 * Whether a message, written at a time (ms), is one that was expected, by its text. If so, it is known as sent by this
	 * process from then on. It may be seen long after it was sent: when Beeper is running again.
	 */
	recognize(chatID: string, messageID: string, text: string, writtenAt: number): boolean {
		const words = normalizedText(text);
		for (const one of this.expected) {
			const isInTime = writtenAt > one.at - BEFORE_MS && writtenAt < one.at + AFTER_MS;
			if (!isInTime || one.text !== words || !mayBeIn(chatID, one.chatID)) continue;
			if (messageID !== one.provisionalID) this.expected.delete(one);
			this.own.add(key(chatID, messageID));
			return true;
		}
		return false;
	}

	/**
	 * The oldest message with the fingerprint, this user's, written between `since` and `until` (ms), that belongs to no
	 * other send; undefined if there is none. From then on it belongs to the caller's. Beeper does not say which of two
	 * equal messages is whose, so one is left out for each equal send whose final ID is not known.
	 */
	findOwn(
		messages: Message[],
		fingerprint: Fingerprint,
		since: number,
		until = Infinity,
	): Message | undefined {
		const isInTime = (at: number) => at >= since - CLOCK_SKEW_MS && at <= until;
		const candidates = messages
			.filter((one) => hasFingerprint(one, fingerprint) && isInTime(timeOf(one)))
			.filter(({ chatID, id }) => !this.claimed.has(key(chatID, id)))
			.sort((a, b) => timeOf(a) - timeOf(b));
		const text = normalizedText(fingerprint.text);
		const others = [...this.unresolved].filter(
			(one) =>
				one.text === text &&
				one.fileName === fingerprint.file?.fileName &&
				isInTime(one.at) &&
				messages.some(({ chatID }) => chatID === one.chatID) &&
				!messages.some(({ id }) => id === one.pendingID),
		);
		if (candidates.length <= others.length) return undefined;
		const [found] = candidates;
		this.claimed.add(key(found.chatID, found.id));
		return found;
	}

	/** Whether the message is known as sent by this process, by its provisional or its final ID. */
	has(chatID: string, messageID: string): boolean {
		if (this.own.has(key(chatID, messageID))) return true;
		return [...this.expected].some((one) => one.pendingID === messageID && one.chatID === chatID);
	}

	/** Whether no message that was sent may still appear in the chat. */
	isQuiet(chatID: string): boolean {
		const chats = [...this.sending.values(), ...[...this.expected].map((one) => one.chatID)];
		return !chats.some((sentTo) => mayBeIn(chatID, sentTo));
	}

	/** Resolves when every send that is under way now, and may be to this chat, has been answered. */
	async whenAnswered(chatID: string): Promise<void> {
		const here = [...this.sending].filter(([, sentTo]) => mayBeIn(chatID, sentTo));
		await Promise.allSettled(here.map(([sending]) => sending));
	}

	/** The provisional IDs of accepted messages of a chat whose final ID Beeper may still report. */
	pendingIn(chatID: string): string[] {
		const since = Date.now() - FINAL_ID_MS;
		return [...this.expected]
			.filter((one) => one.chatID === chatID && one.at > since)
			.flatMap(({ pendingID }) => pendingID ?? []);
	}
}

/** Whether a message to the chat `sentTo` may appear in the chat. Local IDs, of digits, never stand in events. */
const mayBeIn = (chatID: string, sentTo: string) =>
	sentTo === chatID || sentTo === ANY_CHAT || /^\d+$/.test(sentTo);

const key = (chatID: string, messageID: string) => `${chatID}\n${messageID}`;
