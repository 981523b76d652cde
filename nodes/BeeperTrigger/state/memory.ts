import type { IDataObject } from 'n8n-workflow';
import { Pending, type EventRef } from './pending';
import type { Position } from './position';
import { Positions } from './positions';

/** The form of what is saved; what a later version saved is not understood, and begins anew. */
const VERSION = 1;

/** So many characters of messages are noted one by one before the positions are written again. */
const MAX_NOTES = 12_000;

/** The large part is kept below this; n8n writes all of it into its database at every event. */
const MAX_CHARACTERS = 190_000;

type SavedPosition = [
	readTo: string,
	since: number,
	activity: number,
	emittedTo: string,
	...above: string[],
];

interface Base {
	v: number;
	mark: number;
	accounts: Record<string, number>;
	chats: Record<string, SavedPosition>;
}

interface Recent {
	v: number;
	/** The latest time (ms) of an event that was told. */
	toldAt: number;
	sweptAt: number;
	/** Messages that were taken since `base` was written, and the last one that had been told in their chat. */
	taken: Array<[chatID: string, id: string, sortKey: string, emittedTo: string]>;
	pending: EventRef[];
}

/**
 * What a trigger remembers over restarts of n8n, in its node's static data, as two texts: a large one with the
 * positions of all chats, and a small one with what changed since. n8n saves static data when an event is
 * emitted, so it is written just before that.
 */
export class Memory {
	readonly positions: Positions;
	/** Emitted, and not known to have become an execution. */
	readonly pending: Pending;
	emittedAt: number;
	sweptAt: number;
	/** Chats in which messages were taken and not told yet, with their IDs. */
	private readonly unemitted = new Map<string, Set<string>>();
	/** Messages that were taken, of which it is not known yet whether they will be told. */
	private readonly unsaved = new Map<string, [chatID: string, id: string, sortKey: string]>();
	/** `taken` of what is saved, as text. */
	private receivedText = '';
	/** The saved form of positions, by chat, as far as it holds. */
	private readonly positionTexts = new Map<string, string>();
	private isBaseDue = false;

	constructor(
		private readonly data: IDataObject,
		/** The time (ms) from which on messages are new, if this is the first time. */
		now: number,
	) {
		const base = parse<Base>(data.base);
		const recent = parse<Recent>(data.recent);
		this.isFirst = base === undefined;
		this.emittedAt = recent?.toldAt ?? now;
		this.sweptAt = recent?.sweptAt ?? now;
		this.pending = new Pending(recent?.pending ?? []);
		this.positions = new Positions(
			base?.mark ?? now,
			new Map(Object.entries(base?.accounts ?? {})),
			{
				onReceived: ({ chatID, id, sortKey }) =>
					this.unsaved.set(`${chatID}\n${id}`, [chatID, id, sortKey]),
				onChanged: (chatID) => this.markChanged(chatID),
			},
		);
		for (const [chatID, saved] of Object.entries(base?.chats ?? {})) {
			this.positions.chats.set(chatID, restored(saved));
		}
		for (const taken of recent?.taken ?? []) {
			this.positions.restore(...taken);
		}
		if (this.isFirst) this.positions.beganAt = now;
		this.isBaseDue = true;
	}

	/** Whether nothing was saved before. */
	readonly isFirst: boolean;

	/** Notes a message that was taken, and is not told yet: saved, it would be lost in a crash. */
	beginEmitting(chatID: string, messageID: string) {
		this.unsaved.delete(`${chatID}\n${messageID}`);
		this.positionTexts.delete(chatID);
		const ids = this.unemitted.get(chatID);
		if (ids) ids.add(messageID);
		else this.unemitted.set(chatID, new Set([messageID]));
	}

	/** Notes that it was told, or that there is nothing to tell. Doing it twice is harmless. */
	endEmitting(chatID: string, messageID: string) {
		const ids = this.unemitted.get(chatID);
		if (!ids?.delete(messageID)) return;
		if (ids.size === 0) this.unemitted.delete(chatID);
		const sortKey = this.positions.chats.get(chatID)?.above.get(messageID);
		if (sortKey !== undefined) this.appendReceived(chatID, messageID, sortKey);
		this.positions.compact(chatID, ids);
	}

	/**
	 * Writes it into the static data, which n8n saves with the next event, or when the activation ends. Happens
	 * at every event, so only what has changed is made into text.
	 */
	write() {
		for (const one of this.unsaved.values()) this.appendReceived(...one);
		this.unsaved.clear();
		if (this.isBaseDue || this.receivedText.length > MAX_NOTES) this.writeBase();
		const head = `{"v":${VERSION},"toldAt":${this.emittedAt},"sweptAt":${this.sweptAt}`;
		this.data.recent = `${head},"taken":[${this.receivedText}],"pending":[${this.pending.text}]}`;
	}

	private writeBase() {
		const { positions } = this;
		let text: string;
		for (;;) {
			const accounts = JSON.stringify(Object.fromEntries(positions.accounts));
			const chats = this.positionsText();
			text = `{"v":${VERSION},"mark":${positions.mark},"accounts":${accounts},"chats":${chats}}`;
			if (text.length <= MAX_CHARACTERS || positions.chats.size === 0) break;
			for (let i = 0; i < 100; i++) positions.forgetQuietest();
		}
		this.data.base = text;
		this.receivedText = '';
		this.isBaseDue = false;
	}

	/** A message that was taken is to be saved. */
	private appendReceived(chatID: string, id: string, sortKey: string) {
		this.positionTexts.delete(chatID);
		const { emittedTo = '' } = this.positions.chats.get(chatID) ?? {};
		this.receivedText += `${this.receivedText && ','}${JSON.stringify([chatID, id, sortKey, emittedTo])}`;
	}

	/** A position has changed in another way. */
	private markChanged(chatID: string) {
		this.positionTexts.delete(chatID);
		this.isBaseDue = true;
	}

	private positionsText(): string {
		const entries: string[] = [];
		for (const [chatID, position] of this.positions.chats) {
			let text = this.positionTexts.get(chatID);
			if (text === undefined) {
				text = `${JSON.stringify(chatID)}:${textOf(position, this.unemitted.get(chatID))}`;
				this.positionTexts.set(chatID, text);
			}
			entries.push(text);
		}
		return `{${entries.join()}}`;
	}
}

function textOf(
	{ readTo, since, activity, emittedTo, above }: Position,
	untold: ReadonlySet<string> | undefined,
): string {
	const told: string[] = [];
	for (const [id, sortKey] of above) if (!untold?.has(id)) told.push(id, sortKey);
	const saved: SavedPosition = [readTo, since, activity, emittedTo, ...told];
	return JSON.stringify(saved);
}

function restored([readTo, since, activity, emittedTo, ...told]: SavedPosition): Position {
	const above = new Map<string, string>();
	for (let at = 0; at + 1 < told.length; at += 2) above.set(told[at], told[at + 1]);
	return { readTo, since, activity, emittedTo, above, pending: new Map() };
}

/** What was saved, if this version understands it. */
function parse<T extends { v: number }>(text: unknown): T | undefined {
	if (typeof text !== 'string') return undefined;
	try {
		const value = JSON.parse(text) as T;
		return value.v === VERSION ? value : undefined;
	} catch {
		// Written by hand, or cut off: begin anew.
		return undefined;
	}
}
