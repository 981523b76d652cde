import type { IDataObject } from 'n8n-workflow';

/** So many are kept. */
const MAX_PENDING = 200;

/**
 * An event that was emitted longer ago is not told again after a restart: n8n deletes executions, and their
 * keys with them, and the last event before any restart is always among those not known to have been run.
 */
const PENDING_MS = 72 * 3_600_000;

/** What is needed to tell an event again: its identity, and what it was about. */
export interface EventRef {
	event: string;
	chatID: string;
	messageID: string;
	/** What tells it from another event of the same kind there. */
	revision: string;
	/** What cannot be asked for again, such as which reaction it was. */
	extra?: IDataObject;
	/** When (ms) it was emitted. */
	at?: number;
}

/** What tells one event from all others of this trigger. */
export const identityOf = ({ event, chatID, messageID, revision }: EventRef) =>
	JSON.stringify([event, chatID, messageID, revision]);

/** Events that were emitted, and are not known to have become an execution. */
export class Pending {
	private readonly texts = new Map<string, string>();
	/** All of them as JSON, separated; `undefined` where it has to be put together again. */
	private joined: string | undefined = '';

	/** Takes what an earlier n8n left. */
	constructor(saved: EventRef[]) {
		for (const ref of saved) {
			if ((ref.at ?? 0) > Date.now() - PENDING_MS) this.add(identityOf(ref), ref);
		}
	}

	/** Notes an event that is about to be emitted, by its identity. */
	add(identity: string, ref: EventRef) {
		const text = JSON.stringify({ ...ref, at: ref.at ?? Date.now() });
		if (this.texts.has(identity)) this.joined = undefined;
		else if (this.joined !== undefined) this.joined += this.joined ? `,${text}` : text;
		this.texts.set(identity, text);
		if (this.texts.size <= MAX_PENDING) return;
		// By hand, not with a BoundedMap: `joined` has to be put together again.
		// The oldest became an execution long ago; a workflow may take hours.
		const [oldest] = this.texts.keys();
		this.remove(oldest);
	}

	/** Notes that its execution exists. */
	remove(identity: string) {
		if (this.texts.delete(identity)) this.joined = this.texts.size > 0 ? undefined : '';
	}

	all = (): EventRef[] => [...this.texts.values()].map((text) => JSON.parse(text) as EventRef);

	/** Their JSON, without the brackets. */
	get text(): string {
		return (this.joined ??= [...this.texts.values()].join());
	}
}
