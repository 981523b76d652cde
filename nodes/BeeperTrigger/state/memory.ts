import type { IDataObject } from 'n8n-workflow';
import { timeOf, type Message } from '../../shared/model/message';
import { Anchors } from './anchors';
import { identityOf, Pending } from './pending';
import type { Received } from './position';
import { Positions } from './positions';
import {
	parseSaved,
	positionText,
	restoredPosition,
	VERSION,
	type Base,
	type Recent,
} from './savedForm';

/** How many characters of received messages are saved one by one before the positions are saved again. */
const MAX_RECEIVED = 12_000;

/**
 * How many received messages wait to be saved. A trigger that emits nothing may receive messages for months; as many
 * as these have more characters than `MAX_RECEIVED`, so the positions are saved again in any case.
 */
const MAX_UNSAVED = 1_000;

/** How many characters the positions may take: n8n writes all of it to its database at every event. */
const MAX_CHARACTERS = 190_000;

/**
 * What a trigger remembers over restarts of n8n: two texts in its node's static data, a large one with the positions
 * of all chats, and a small one with what has changed since. n8n saves static data when an event is emitted, so they
 * are written just before that.
 */
export class Memory {
	readonly positions: Positions;
	readonly pending: Pending;
	readonly anchors: Anchors;
	/** The latest time (ms) of an event that was emitted. */
	emittedAt: number;
	/** When (ms) the last full run of the reconciler started. */
	sweptAt: number;
	/** IDs of messages that were received and are still to be emitted, by chat. */
	private readonly unemitted = new Map<string, Set<string>>();
	/** Received messages that are still to be added to `receivedText`. */
	private readonly unsaved = new Map<string, [chatID: string, id: string, received: Received]>();
	/** `taken` of the small text, as JSON without the brackets. */
	private receivedText = '';
	/** The saved form of each position, by chat, if it has not changed. */
	private readonly positionTexts = new Map<string, string>();
	private isBaseDue = false;

	constructor(
		private readonly data: IDataObject,
		/** From when (ms) on messages are new, if nothing was saved before. */
		now: number,
	) {
		const base = parseSaved<Base>(data.base);
		const recent = parseSaved<Recent>(data.recent);
		this.isFirst = base === undefined;
		this.emittedAt = recent?.toldAt ?? now;
		this.sweptAt = recent?.sweptAt ?? now;
		this.pending = new Pending(recent?.pending ?? []);
		this.anchors = new Anchors(recent?.anchors);
		this.positions = new Positions(
			base?.mark ?? now,
			new Map(Object.entries(base?.accounts ?? {})),
			{
				onReceived: (message) => {
					this.anchors.note(message);
					this.addUnsaved(message);
				},
				onChanged: (chatID) => this.markChanged(chatID),
			},
		);
		for (const [chatID, saved] of Object.entries(base?.chats ?? {})) {
			this.positions.chats.set(chatID, restoredPosition(saved));
		}
		for (const [chatID, id, sortKey, emittedTo, at = 0] of recent?.taken ?? []) {
			this.positions.restore(chatID, id, { sortKey, at }, emittedTo);
		}
		this.positions.beganAt = this.isFirst ? now : (base?.began ?? 0);
		this.isBaseDue = true;
	}

	/** Whether nothing was saved before. */
	readonly isFirst: boolean;

	/** Notes that a received message is to be emitted. It is saved as received only then: else a crash would lose it. */
	beginEmitting(chatID: string, messageID: string) {
		this.unsaved.delete(`${chatID}\n${messageID}`);
		this.positionTexts.delete(chatID);
		const ids = this.unemitted.get(chatID);
		if (ids) ids.add(messageID);
		else this.unemitted.set(chatID, new Set([messageID]));
	}

	/** Notes that the message was emitted, or will not be. Calling it twice is harmless. */
	endEmitting(chatID: string, messageID: string) {
		const ids = this.unemitted.get(chatID);
		if (!ids?.delete(messageID)) return;
		if (ids.size === 0) this.unemitted.delete(chatID);
		const received = this.positions.chats.get(chatID)?.above.get(messageID);
		if (received) this.appendReceived(chatID, messageID, received);
		this.positions.compact(chatID, ids);
	}

	/**
	 * Writes both texts into the static data, which n8n saves with the next event, or when the activation ends. As
	 * this happens at every event, only what has changed is made into text again.
	 */
	write() {
		for (const one of this.unsaved.values()) this.appendReceived(...one);
		this.unsaved.clear();
		if (this.isBaseDue || this.receivedText.length > MAX_RECEIVED) this.writeBase();
		const head = `{"v":${VERSION},"toldAt":${this.emittedAt},"sweptAt":${this.sweptAt}`;
		const received = `"taken":[${this.receivedText}],"anchors":${this.anchors.text}`;
		this.data.recent = `${head},${received},"pending":[${this.pending.text}]}`;
	}

	private writeBase() {
		const { positions } = this;
		let text: string;
		for (;;) {
			const accounts = JSON.stringify(Object.fromEntries(positions.accounts));
			const chats = this.positionsText();
			const head = `"v":${VERSION},"mark":${positions.mark},"began":${positions.beganAt}`;
			text = `{${head},"accounts":${accounts},"chats":${chats}}`;
			if (text.length <= MAX_CHARACTERS || positions.chats.size === 0) break;
			for (let i = 0; i < 100; i++) positions.forgetQuietest();
		}
		this.data.base = text;
		this.receivedText = '';
		this.isBaseDue = false;
	}

	private addUnsaved(message: Message) {
		const { chatID, id, sortKey } = message;
		this.unsaved.set(`${chatID}\n${id}`, [chatID, id, { sortKey, at: timeOf(message) }]);
		if (this.unsaved.size < MAX_UNSAVED) return;
		for (const [each] of this.unsaved.values()) this.positionTexts.delete(each);
		this.unsaved.clear();
		this.isBaseDue = true;
	}

	/** Adds a received message to the small text. */
	private appendReceived(chatID: string, id: string, { sortKey, at }: Received) {
		this.positionTexts.delete(chatID);
		const { emittedTo = '' } = this.positions.chats.get(chatID) ?? {};
		const saved = JSON.stringify([chatID, id, sortKey, emittedTo, at]);
		this.receivedText += `${this.receivedText && ','}${saved}`;
	}

	/** Begins anew in all chats, from the time of what was received: IDs and sort keys mean other messages now. */
	renumber() {
		this.positions.renumber();
		this.anchors.clear();
		this.unsaved.clear();
		this.positionTexts.clear();
		for (const ref of this.pending.all()) this.pending.remove(identityOf(ref));
		this.emittedAt = Math.max(this.emittedAt, Date.now());
		this.isBaseDue = true;
	}

	/** Has the large text written again, since a position has changed other than by a received message. */
	private markChanged(chatID: string) {
		this.positionTexts.delete(chatID);
		this.isBaseDue = true;
	}

	private positionsText(): string {
		const entries: string[] = [];
		for (const [chatID, position] of this.positions.chats) {
			let text = this.positionTexts.get(chatID);
			if (text === undefined) {
				text = `${JSON.stringify(chatID)}:${positionText(position, this.unemitted.get(chatID))}`;
				this.positionTexts.set(chatID, text);
			}
			entries.push(text);
		}
		return `{${entries.join()}}`;
	}
}
