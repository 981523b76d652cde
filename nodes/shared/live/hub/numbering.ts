import { hash } from 'crypto';
import { messagePages, NoPage, type Get } from '../../api/pages';
import { isSuccess } from '../../api/httpResult';
import { messagePath } from '../../api/path';
import { asMessage, timeOf, type Message } from '../../model/message';

/** A message by which a subscriber recognises the installation of Beeper that its IDs and sort keys are of. */
export interface Anchor {
	chatID: string;
	id: string;
	/** When (ms) it was written. */
	at: number;
	/** `printOf` the message. */
	print: string;
}

/** How much later (ms) an older message of a chat may claim to be. */
const SKEW_MS = 600_000;

/** Who wrote the message, when and what: that stays when Beeper gives it another ID. */
export function printOf({ senderID, timestamp, text }: Message): string {
	return hash('sha256', JSON.stringify([senderID, Date.parse(timestamp), text])).slice(0, 12);
}

/** What is known of the message with this ID in this chat; `undefined` if nothing is. */
export type Known = (chatID: string, id: string) => Pick<Message, 'timestamp'> | undefined;

/**
 * Whether Beeper gives its messages other IDs than it did: these are counters of one installation, and it counts anew
 * when it was installed again or has built its index again (docs/beeper-api.md §12.1). `false` if a message has the ID
 * that it had, or there are no anchors. Throws `NoPage` if Beeper does not answer.
 */
export async function isRenumbered(get: Get, anchors: Anchor[], known: Known): Promise<boolean> {
	for (const anchor of anchors) {
		const isSame = (await hasItsID(get, anchor)) ?? (await isSameInHistory(get, anchor, known));
		if (isSame !== undefined) return !isSame;
	}
	return anchors.length > 0;
}

/** `true` if the message has the ID that it had; `undefined` if Beeper does not give it. */
async function hasItsID(get: Get, { chatID, id, at }: Anchor): Promise<true | undefined> {
	const result = await get(messagePath(chatID, id), {});
	const { status } = result;
	if (status === undefined || status >= 500 || [401, 403, 429].includes(status)) {
		throw new NoPage(result);
	}
	const message = isSuccess(result) ? asMessage(result.body, chatID) : undefined;
	// It may have been edited since, so its text does not count.
	return message?.id === id && timeOf(message) === at ? true : undefined;
}

/**
 * Looks where the message was written, since it may be deleted, and not every Beeper gives single messages: whether
 * messages have the IDs that they had; `undefined` if none of them is known.
 */
async function isSameInHistory(get: Get, { chatID, id, at, print }: Anchor, known: Known) {
	let isSame: boolean | undefined;
	const search = async () => {
		for await (const page of messagePages(get, chatID)) {
			for (const message of page) {
				const { timestamp } = known(chatID, message.id) ?? {};
				if (timestamp !== undefined) return timestamp === message.timestamp;
				if (timeOf(message) !== at) continue;
				if (message.id === id) return true;
				if (printOf(message) === print) isSame = false;
			}
			const oldest = page.at(-1);
			if (!oldest || timeOf(oldest) < at - SKEW_MS) return isSame;
		}
		return isSame;
	};
	const result = await search().catch((error: unknown) => error);
	if (result === undefined || typeof result === 'boolean') return result;
	// The chat may be gone, too.
	if (result instanceof NoPage && result.isGone) return undefined;
	throw result;
}
