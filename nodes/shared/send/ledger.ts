import type { IDataObject } from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';
import { Attempt } from './attempt';
import { canonicalBaseUrl } from '../api/baseUrl';
import { BoundedMap, BoundedSet } from '../values/bounded';
import { plainText } from '../values/plainText';
import { normalizedText } from '../values/normalizedText';

/** How much of each kind one process remembers per Beeper. */
const REMEMBERED = 5_000;

/** Clocks of n8n, Beeper and network may differ by so much. */
export const CLOCKS_MS = 60_000;

/** What a message is recognised by in its chat: its text, and the file that it carries. */
export interface Fingerprint {
	text: string;
	file?: { fileName: string; bytes: number };
}

/** An accepted message whose final ID is not known, and when (ms) it was accepted. */
interface Unresolved {
	chatID: string;
	pendingMessageID: string;
	fingerprint: Fingerprint;
	at: number;
}

/**
 * What this process sent through one Beeper, by the keys under which it is sent only once, and which
 * messages of a chat come from that. It answers whether a message whose outcome was lost went out.
 */
export class Ledger {
	/** Apart from each other, so that many items push no key out. */
	private readonly attempts = {
		key: new BoundedMap<string, Attempt>(REMEMBERED),
		item: new BoundedMap<string, Attempt>(REMEMBERED),
	};
	/** Messages that a send was answered with, by chat and ID, provisional and final. */
	private readonly known = new BoundedSet<string>(REMEMBERED);
	private unresolved: Unresolved[] = [];

	/** The attempt that is remembered under a key, the user's or that of an item. */
	attempt(kind: 'key' | 'item', key: string): Attempt | undefined {
		return this.attempts[kind].get(key);
	}

	/** Remembers an attempt under a key, as the newest. */
	remember(kind: 'key' | 'item', key: string, attempt: Attempt): Attempt {
		const attempts = this.attempts[kind];
		attempts.delete(key);
		attempts.set(key, attempt);
		return attempt;
	}

	accepted(chatID: string, pendingMessageID: string, fingerprint: Fingerprint) {
		if (this.unresolved.length >= REMEMBERED) this.unresolved.shift();
		this.unresolved.push({ chatID, pendingMessageID, fingerprint, at: Date.now() });
		this.own(chatID, pendingMessageID);
	}

	resolved(chatID: string, pendingMessageID: string | null, messageID: string) {
		this.unresolved = this.unresolved.filter((one) => one.pendingMessageID !== pendingMessageID);
		this.own(chatID, messageID);
	}

	/**
	 * The oldest of the messages of a chat that bears the mark, is this user's, was written between two times (ms), and
	 * comes from no other send of this process; from then on it is known to come from this one. Who sent it is not
	 * written on a message: of equal ones, as many are left out as sends of this process are still to be found.
	 */
	findOwn(messages: IDataObject[], fingerprint: Fingerprint, since: number, until = Infinity) {
		const mine = messages
			.filter(
				(message) => isIt(message, fingerprint) && isBetween(message, since - CLOCKS_MS, until),
			)
			.filter(({ chatID, id }) => !this.known.has(`${chatID}\n${id}`))
			.sort((a, b) => timeOf(a) - timeOf(b));
		const others = this.unresolved.filter(
			(one) =>
				isSame(one.fingerprint, fingerprint) &&
				one.at >= since - CLOCKS_MS &&
				one.at <= until &&
				messages.some(({ chatID }) => chatID === one.chatID) &&
				!messages.some(({ id }) => id === one.pendingMessageID),
		);
		if (mine.length <= others.length) return undefined;
		const [found] = mine;
		this.own(String(found.chatID), String(found.id));
		return found;
	}

	private own(chatID: string, messageID: string) {
		this.known.add(`${chatID}\n${messageID}`);
	}
}

const ledgers = new Map<string, Ledger>();

/** The ledger of the Beeper at this base URL. Kept in the module: n8n loads it once per process. */
export function ledgerOf(baseUrl: string): Ledger {
	const address = canonicalBaseUrl(baseUrl);
	const ledger = ledgers.get(address) ?? new Ledger();
	ledgers.set(address, ledger);
	return ledger;
}

/** Whether a Message is this user's, has gone out or is on its way, and bears the mark. */
function isIt(message: IDataObject, { text, file }: Fingerprint): boolean {
	const { status = '' } = (message.sendStatus ?? {}) as { status?: string };
	if (message.isSender !== true || status.startsWith('FAIL')) return false;
	const [attachment] = (message.attachments ?? []) as Array<{
		fileName?: string;
		fileSize?: number;
	}>;
	if ((attachment === undefined) !== (file === undefined)) return false;
	// A network may rename a file, or pack it anew, or tell neither name nor size.
	const { fileName, fileSize } = attachment ?? {};
	const isTold = fileName !== undefined || fileSize !== undefined;
	const isFile = !isTold || fileName === file?.fileName || fileSize === file?.bytes;
	const sent = wordsOf(text);
	// Older Beepers give a text as it was typed, with angle brackets that are no tags.
	return (
		isFile &&
		[plainText(message.text), String(message.text ?? '')].some(
			(one) => normalizedText(one) === sent,
		)
	);
}

/** The words of a text as it is sent; a JSON string with tags in it is HTML (beeper-api.md, endpoint 33). */
function wordsOf(text: string): string {
	const html = /^".*<\w[^]*"$/.test(text) ? jsonParse<unknown>(text, { fallbackValue: '' }) : '';
	return normalizedText(typeof html === 'string' && html ? plainText(html) : text);
}

const isSame = (a: Fingerprint, b: Fingerprint) =>
	normalizedText(a.text) === normalizedText(b.text) && a.file?.fileName === b.file?.fileName;

const timeOf = ({ timestamp }: IDataObject) => Date.parse(String(timestamp));

function isBetween(message: IDataObject, since: number, until: number): boolean {
	const at = timeOf(message);
	return at >= since && at <= until;
}
