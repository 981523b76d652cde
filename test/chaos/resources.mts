/** What keeps this process alive: how many of each. */
export type Resources = Map<string, number>;

/** Timers, sockets and the like that are there now. */
export function resources(): Resources {
	const counts: Resources = new Map();
	for (const name of process.getActiveResourcesInfo())
		counts.set(name, (counts.get(name) ?? 0) + 1);
	return counts;
}

/** What is there more of than before; empty if nothing was left behind. */
export const leftBehind = (before: Resources): string[] =>
	[...resources()]
		.filter(
			([name, count]) =>
				/Timeout|Immediate|TCP|TLS|Pipe/.test(name) && count > (before.get(name) ?? 0),
		)
		.map(([name, count]) => `${count - (before.get(name) ?? 0)} × ${name}`);
