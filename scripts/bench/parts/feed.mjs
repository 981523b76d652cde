/** Measures what listens to the feed (listeners.mjs): its speed, its delays, its memory. */
import { setTimeout as wait } from 'node:timers/promises';
import { startProcess } from '../../../test/process.mts';
import { Counter, listeners } from './listeners.mjs';
import { sharedNow, timed } from './rounds.mjs';

const CHATS = 50;
/** Messages that make every chat known before anything is measured: the trigger reads each chat once. */
const WARM_UP = 2_000;

/** Time and processor time from the first frame to the last event, `frames` of them as fast as they go. */
export async function measureSpeed(name, frames) {
	return await whileListening(name, async (desktop, counter) => {
		await desktop.call('prepare', frames);
		return await timed(async () => {
			await Promise.all([desktop.call('send'), counter.reaches(WARM_UP + frames)]);
		});
	});
}

/** Delays in ms from the sending of a frame to its event, sorted: so many a second, for so long. */
export async function measureDelays(name, perSecond, seconds) {
	return await whileListening(name, async (desktop, counter) => {
		const arrivals = [];
		counter.onHit = ({ id }) => arrivals.push({ id, at: sharedNow() });
		await desktop.call('prepare', perSecond * seconds);
		const sent = await desktop.call('pace', perSecond);
		await counter.reaches(WARM_UP + perSecond * seconds);
		return arrivals.map(({ id, at }) => at - sent[id]).sort((a, b) => a - b);
	});
}

/** Bytes `{ frames, heap, rss, state }` after the warm-up and each number of frames, in a process of its own. */
export async function measureMemory(name, steps) {
	using measured = startProcess(import.meta.url);
	return await measured.call('memory', name, [WARM_UP, ...steps]);
}

/** What that process does. */
export async function memory(name, steps) {
	const rows = [];
	await whileListening(name, async (desktop, counter, listener) => {
		for (const frames of steps) {
			while (counter.count < frames) {
				const next = Math.min(counter.count + 10_000, frames);
				await desktop.call('prepare', next - counter.count);
				await desktop.call('send');
				await counter.reaches(next);
			}
			await wait(500);
			globalThis.gc();
			globalThis.gc();
			const { heapUsed: heap, rss } = process.memoryUsage();
			rows.push({ frames, heap, rss, state: listener.stateBytes() });
		}
	});
	return rows;
}

/** Calls `measure` when the listener knows all chats. */
async function whileListening(name, measure) {
	using desktop = startProcess(import.meta.resolve('./desktop.mjs'));
	const address = await desktop.call('start', CHATS);
	const counter = new Counter();
	const listener = await listeners[name](address, (message) => counter.hit(message));
	try {
		await desktop.call('subscribed');
		const chats = Array.from({ length: WARM_UP }, (_, index) => index % CHATS);
		await desktop.call('write', chats);
		await counter.reaches(WARM_UP);
		const result = await measure(desktop, counter, listener);
		const { count } = counter;
		// An event that comes twice would come soon.
		await wait(300);
		if (counter.count !== count) throw new Error(`${name}: ${counter.count - count} came twice`);
		return result;
	} finally {
		await listener.stop();
	}
}
