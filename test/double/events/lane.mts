import type { Clock } from '../clock.mts';
import type { DomainEvent } from './connection.mts';

/** How events travel to a client; faults bend it. */
export type Travel = {
	/** How often each frame is sent; the copies have the same `seq`. */
	copies: number;
	/** How long each frame is on its way. None overtakes another. */
	delayMs: number;
	/** Messages of one chat that are told within so long go out in one frame. */
	batchMs: number;
	/** Entries are there for every other message of a frame only, so for none if it names one. */
	partialEntries: boolean;
};

/** The feed at its best: one frame per event, at once, whole. */
export const straight = (): Travel => ({
	copies: 1,
	delayMs: 0,
	batchMs: 0,
	partialEntries: false,
});

type Ready = (event: DomainEvent, ts: string | number) => void;

/** The way of one client's events, between being told and being sent. */
export class Lane {
	#travel: () => Travel;
	#clock: Clock;
	#ready: Ready;
	#batches = new Map<string, DomainEvent>();
	#onTheWay: Array<() => void> = [];
	#lastDue = 0;

	constructor(travel: () => Travel, clock: Clock, ready: Ready) {
		this.#travel = travel;
		this.#clock = clock;
		this.#ready = ready;
	}

	/** Takes an event; it comes out when it is due, joined with others of its chat if told to. */
	push(event: DomainEvent, ts: string | number) {
		const { batchMs } = this.#travel();
		const isMessages = event.type === 'message.upserted';
		const waiting = this.#batches.get(event.chatID);
		if (isMessages && waiting) return join(waiting, event);
		if (isMessages && batchMs > 0) {
			this.#batches.set(event.chatID, structuredClone(event));
			this.#clock.after(batchMs, () => this.#flush(event.chatID, ts));
			return;
		}
		// A deletion must not overtake the message that it deletes.
		if (event.type.endsWith('.deleted')) this.#flush(event.chatID, ts);
		this.#send(event, ts);
	}

	#flush(chatID: string, ts: string | number) {
		const batch = this.#batches.get(chatID);
		if (!batch) return;
		this.#batches.delete(chatID);
		this.#send(batch, ts);
	}

	#send(event: DomainEvent, ts: string | number) {
		const { delayMs } = this.#travel();
		if (delayMs <= 0 && this.#onTheWay.length === 0) return this.#ready(event, ts);
		const now = performance.now();
		this.#lastDue = Math.max(this.#lastDue, now + delayMs);
		this.#onTheWay.push(() => this.#ready(event, ts));
		// Each timer lets out whichever is first: timers of nearly the same moment may swap.
		this.#clock.after(this.#lastDue - now, () => this.#onTheWay.shift()?.());
	}
}

/** Adds the messages of one event to another; of a message that is in both, the newer state stays. */
function join(batch: DomainEvent, { ids, entries = [] }: DomainEvent) {
	const added = new Set(ids);
	const isOld = (entry: object) => !added.has((entry as { id: string }).id); // entries are messages
	batch.ids = [...batch.ids.filter((id) => !added.has(id)), ...ids];
	if (!batch.entries && entries.length === 0) return;
	batch.entries = [...(batch.entries ?? []).filter(isOld), ...structuredClone(entries)];
}
