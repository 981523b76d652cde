/** The two that are compared on the feed: the Beeper Trigger, and a loop that does nothing with what it gets. */
import { activate } from '../../../test/engine/index.mts';
import { credentialFor } from '../../../test/integration/given.mts';
import { received, triggered } from '../../../test/integration/triggered.mts';

/** Both call `onMessage` with each message; they answer how to stop, and how many bytes n8n would save of them. */
export const listeners = {
	async trigger(desktop, onMessage) {
		const onEmit = ([[{ json }]]) => onMessage(json.message);
		const active = await activateTrigger(desktop, { onEmit });
		return {
			stop: async () => await active.deactivate(),
			stateBytes: () => Buffer.byteLength(JSON.stringify(active.staticData)),
		};
	},
	'bare loop'({ url, token }, onMessage) {
		const headers = { Authorization: `Bearer ${token}` };
		const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/v1/ws`, { headers });
		const subscription = { type: 'subscriptions.set', requestID: 'all', chatIDs: ['*'] };
		socket.onopen = () => socket.send(JSON.stringify(subscription));
		socket.onmessage = ({ data }) => {
			const frame = JSON.parse(data);
			if (frame.type === 'message.upserted') for (const one of frame.entries) onMessage(one);
		};
		return { stop: () => socket.close(), stateBytes: () => 0 };
	},
};

/** Activates a Beeper Trigger on received messages, with options of the test engine. */
export const activateTrigger = async (desktop, options) =>
	await activate(triggered(received), { credentials: credentialFor(desktop), ...options });

/** Counts messages, and says when a number is reached. */
export class Counter {
	count = 0;
	onHit = () => {};
	#goals = new Map();

	hit(message) {
		this.onHit(message);
		this.#goals.get(++this.count)?.();
	}

	async reaches(goal, withinMs = 300_000) {
		if (this.count >= goal) return;
		const { promise, resolve, reject } = Promise.withResolvers();
		this.#goals.set(goal, resolve);
		const timer = setTimeout(() => reject(new Error(`${this.count} of ${goal} came`)), withinMs);
		await promise.finally(() => clearTimeout(timer));
	}
}
