import { setTimeout as wait } from 'node:timers/promises';
import { activateTrigger } from './active-trigger.mjs';
import { openBareLoop } from './bare-loop.mjs';
import { Counting } from './counting.mjs';
import { sharedNow } from './feed-frames.mjs';

/** Brings every chat up before anything is measured: the trigger asks for each once. */
export const WARM_UP = 2_000;

/** The two that are compared: how to listen, how to stop, and what is kept outside the process (bytes). */
export const listeners = {
	trigger: async (nodes, far, onMessage) => {
		const onEmit = ({ message }) => onMessage(message);
		const { deactivate: stop, stateBytes } = await activateTrigger({ nodes, far, onEmit });
		return { stop, stateBytes };
	},
	'bare loop': async (_, far, onMessage) => {
		const { close: stop } = await openBareLoop(far, onMessage);
		return { stop, stateBytes: () => 0 };
	},
};

/** Time and processor time from the first frame to the last event, `count` frames as fast as they go. */
export async function measureSpeed(name, nodes, far, count) {
	return await whileListening(name, nodes, far, async (counting) => {
		await far.ask('prepare', count);
		globalThis.gc?.();
		await wait(200);
		const cpu = process.cpuUsage();
		const started = performance.now();
		const isSent = far.ask('send');
		const ms = (await counting.reaches(WARM_UP + count)) - started;
		const { user, system } = process.cpuUsage(cpu);
		await isSent;
		return { ms, cpuMs: (user + system) / 1000 };
	});
}

/** Delays in ms from the writing of a frame to its event, sorted: so many a second, for so long. */
export async function measureDelays(name, nodes, far, perSecond, seconds) {
	const delays = [];
	const note = ({ sentAt }) => {
		if (sentAt !== undefined) delays.push(sharedNow() - sentAt);
	};
	return await whileListening(
		name,
		nodes,
		far,
		async (counting) => {
			await far.ask('pace', perSecond, seconds);
			await counting.reaches(WARM_UP + perSecond * seconds);
			return delays.sort((a, b) => a - b);
		},
		note,
	);
}

async function whileListening(name, nodes, far, measure, note) {
	await far.ask('forget');
	const counting = new Counting();
	const onMessage = (message) => {
		note?.(message);
		counting.hit();
	};
	const listener = await listeners[name](nodes, far, onMessage);
	try {
		await far.ask('subscribed');
		await far.ask('stream', WARM_UP);
		await counting.reaches(WARM_UP);
		const result = await measure(counting);
		const expected = counting.count;
		// What is told twice would be told soon.
		await wait(300);
		if (counting.count !== expected)
			throw new Error(`${name} told ${counting.count - expected} twice`);
		return result;
	} finally {
		await listener.stop();
	}
}
