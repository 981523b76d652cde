/**
 * jest-light-runner with processes, in which each gets what it asks for. Version 0.8.2 gives all of them one channel, and
 * answers all when one asks: one that does not listen yet misses it, asks later, is not answered, and the run never ends.
 */
// @ts-expect-error It has no types.
import LightRunner from 'jest-light-runner/child-process';
import Tinypool from 'tinypool';

type Listener = (message: unknown) => void;

interface Channel {
	onMessage: (listener: Listener) => void;
	postMessage: (message: unknown) => void;
}

/** Listens only while it asks; the answer comes at once. */
function ownChannel({ onMessage, postMessage }: Channel): Channel {
	let listener: Listener = () => {};
	return {
		onMessage: (own) => {
			listener = own;
		},
		postMessage(message) {
			onMessage(listener);
			postMessage(message);
		},
	};
}

const { run } = Tinypool.prototype;
Tinypool.prototype.run = async function (task, options) {
	const channel = options?.channel as Channel | undefined;
	return await run.call(
		this,
		task,
		channel ? { ...options, channel: ownChannel(channel) } : options,
	);
};

export default LightRunner;
