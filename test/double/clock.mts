/** The double's time: injectable, and every timer it starts can be cancelled at once. */
export type Clock = {
	now: () => number;
	iso: (at?: number) => string;
	/** Runs `then` after real milliseconds, unless the double is closed before. */
	after: (ms: number, then: () => void) => void;
	cancelAll: () => void;
};

/** A clock over `now`. Waiting is always real time, whatever `now` says. */
export function clockOver(now: () => number): Clock {
	const timers = new Set<NodeJS.Timeout>();
	return {
		now,
		iso: (at = now()) => new Date(at).toISOString(),
		after(ms, then) {
			const timer = setTimeout(() => {
				timers.delete(timer);
				then();
			}, ms);
			timers.add(timer);
		},
		cancelAll() {
			for (const timer of timers) clearTimeout(timer);
			timers.clear();
		},
	};
}
