import type { IDataObject } from 'n8n-workflow';

/** How many events are kept; the first one is dropped first. */
const MAX_PENDING = 200;

/**
 * An event that was emitted longer ago than this is not emitted again after a restart. n8n deletes old executions and
 * their keys, so it could run twice: the last event before a restart is always still pending in what was saved.
 */
const MAX_PENDING_MS = 72 * 3_600_000;

/** What is saved of an event, to emit it again: its identity, and what it is about. */
export interface EventRef {
	event: string;
	chatID: string;
	messageID: string;
	/** What tells it from other events of the same name, chat and message. */
	revision: string;
	/** Fields that Beeper does not return again, such as the reaction. */
	extra?: IDataObject;
	/** When (ms) it was emitted. */
	at?: number;
}

/** What tells an event from all others of this trigger. */
export const identityOf = ({ event, chatID, messageID, revision }: EventRef) =>
	JSON.stringify([event, chatID, messageID, revision]);

/** Events that were emitted, and whose executions are not known to have ended. */
export class Pending {
	/** The JSON of each event, by identity. */
	private readonly texts = new Map<string, string>();
	/** The texts with commas between; `undefined` if they have to be joined again. */
	private joined: string | undefined = '';

	/** Takes what was saved before n8n stopped. */
	constructor(saved: EventRef[]) {
		for (const ref of saved) {
			if ((ref.at ?? 0) > Date.now() - MAX_PENDING_MS) this.add(identityOf(ref), ref);
		}
	}

	/** Adds an event that is about to be emitted, or renews it. */
	add(identity: string, ref: EventRef) {
		const text = JSON.stringify({ ...ref, at: ref.at ?? Date.now() });
		if (this.texts.has(identity)) this.joined = undefined;
		else if (this.joined !== undefined) this.joined += this.joined ? `,${text}` : text;
		this.texts.set(identity, text);
		if (this.texts.size <= MAX_PENDING) return;
		// By hand, not with a BoundedMap: `joined` changes, too. The oldest has surely become an execution.
		const [oldest] = this.texts.keys();
		this.remove(oldest);
	}

	/** Removes an event: its execution has ended, or there will be none. */
	remove(identity: string) {
		if (this.texts.delete(identity)) this.joined = this.texts.size > 0 ? undefined : '';
	}

	/** All events, oldest first. */
	all = (): EventRef[] => [...this.texts.values()].map((text) => JSON.parse(text) as EventRef);

	/** All events as JSON, without the brackets of the list. */
	get text(): string {
		return (this.joined ??= [...this.texts.values()].join());
	}
}
