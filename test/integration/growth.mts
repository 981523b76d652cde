/**
 * How many bytes this process grows by, at most, while something is done: only in a process of its own (../process.mts),
 * since what else one holds would blur its size.
 */
export async function growth(task: () => Promise<unknown>): Promise<number> {
	(globalThis as { gc?: () => void }).gc?.();
	const before = process.memoryUsage.rss();
	let peak = before;
	const look = () => (peak = Math.max(peak, process.memoryUsage.rss()));
	const timer = setInterval(look, 5);
	await task();
	clearInterval(timer);
	look();
	return peak - before;
}
