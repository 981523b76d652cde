import type { Disturbance } from './log.mts';

/** What is in flight when something breaks is lost with it; what comes right after may be, too. */
export const BEFORE_MS = 2_500;
export const AFTER_MS = 2_500;

type Kind = Disturbance['kind'];
type Span = { from: number; to: number };

/** The disturbances, arranged to be asked about. One that lasts still has no end. */
export class Calm {
	#disturbances: Disturbance[];
	#merged = new Map<string, Span[]>();

	constructor(disturbances: Disturbance[]) {
		this.#disturbances = disturbances;
	}

	/** Whether one of these kinds was near, at any time from `from` to `to`. */
	isDisturbed(kinds: Kind[], from: number, to = from): boolean {
		return this.#overlap(kinds, from - AFTER_MS, to + BEFORE_MS) !== undefined;
	}

	/** When the last disturbance that was near in this time ended; `from` if there was none. */
	calmSince(kinds: Kind[], from: number, to: number): number {
		const last = this.#overlap(kinds, from - AFTER_MS, to);
		return Math.max(from, last?.to ?? from);
	}

	/** The last span that overlaps. */
	#overlap(kinds: Kind[], from: number, to: number): Span | undefined {
		const spans = this.#spans(kinds);
		let [low, high] = [0, spans.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if (spans[middle].from <= to) low = middle + 1;
			else high = middle;
		}
		const last = spans[low - 1];
		return last && last.to >= from ? last : undefined;
	}

	/** Disturbances of these kinds as spans apart from each other, in order. */
	#spans(kinds: Kind[]): Span[] {
		const name = kinds.join();
		const known = this.#merged.get(name);
		if (known) return known;
		const merged: Span[] = [];
		const spans = this.#disturbances
			.filter(({ kind }) => kinds.includes(kind))
			.map(({ from, to = Infinity }) => ({ from, to }))
			.sort((left, right) => left.from - right.from);
		for (const span of spans) {
			const last = merged.at(-1);
			if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
			else merged.push({ ...span });
		}
		this.#merged.set(name, merged);
		return merged;
	}
}
