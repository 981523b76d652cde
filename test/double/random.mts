export type Random = () => number;

/** The same numbers in [0, 1) for the same seed (mulberry32), so that a failing run can be repeated. */
export function randomFrom(seed: number): Random {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** A number of milliseconds: fixed, or somewhere in the range. */
export function pick(range: number | [number, number], random: Random): number {
	if (typeof range === 'number') return range;
	const [min, max] = range;
	return min + random() * (max - min);
}
