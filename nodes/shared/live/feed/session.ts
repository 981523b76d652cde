import type { Connection, FrameHandler } from './connection';
import type { OnEvent, Wait } from './event';
import { parseFrame } from './frames';
import * as policy from './policy';

/** Subscribes to all chats. Also serves as the probe, since Beeper answers it each time. */
const SUBSCRIBE = { type: 'subscriptions.set', requestID: 'all', chatIDs: ['*'] };

/** A handler for the frames of one connection, which makes events of them. */
export function frameHandler(onEvent: OnEvent): FrameHandler {
	let isSubscribed = false;
	// `seq` starts with 1 on each connection (docs/beeper-api.md §7.3).
	let lastSeq = 0;
	return (text) => {
		const frame = parseFrame(text);
		switch (frame.type) {
			case 'ready':
				return undefined;
			case 'subscriptions.updated':
				// The answer to a probe is the same frame: only the first one means that the connection is new.
				if (!isSubscribed) onEvent({ type: 'connected' });
				isSubscribed = true;
				return undefined;
			case 'error':
				// An error does not end a subscription (docs/beeper-api.md §7.2), but may mean that there is none.
				if (!isSubscribed) return `Beeper refused the subscription: ${frame.code} ${frame.message}`;
				onEvent({ type: 'unknown', what: `an error: ${frame.code}` });
				return undefined;
			case 'unknown':
				onEvent(frame);
				return undefined;
			default:
				if (frame.seq !== undefined && frame.seq > lastSeq + 1) {
					onEvent({ type: 'gap', missing: frame.seq - lastSeq - 1 });
				}
				lastSeq = frame.seq ?? lastSeq;
				onEvent(frame);
				return undefined;
		}
	};
}

/** Subscribes on an open connection, and probes it until it has ended. Aborting `signal` closes it. Never rejects. */
export async function session(connection: Connection, signal: AbortSignal, wait: Wait) {
	const over = new AbortController();
	const stop = () => connection.close('stopped');
	signal.addEventListener('abort', stop, { once: true });
	if (signal.aborted) stop();
	void probe(connection, over.signal, wait);
	connection.send(SUBSCRIBE);
	await connection.over;
	over.abort();
	signal.removeEventListener('abort', stop);
}

/**
 * Ends a connection that no longer answers: a dead peer sends nothing, no close either. The built-in WebSocket
 * cannot ping, so the subscription is sent again.
 */
async function probe(connection: Connection, over: AbortSignal, wait: Wait) {
	for (;;) {
		const before = connection.heard;
		await wait(policy.QUIET_MS, over);
		if (over.aborted) return;
		if (connection.heard > before) continue;
		connection.send(SUBSCRIBE);
		await wait(policy.PROBE_ANSWER_MS, over);
		if (over.aborted) return;
		if (connection.heard === before) return connection.close('no answer to a probe');
	}
}
