import type { Connection, FrameHandler } from './connection';
import type { Wait, OnEvent } from './event';
import { parseFrame } from './frames';
import * as policy from './policy';

/** The subscription to everything; sent again it is the probe, since Beeper answers it each time. */
const SUBSCRIBE = { type: 'subscriptions.set', requestID: 'all', chatIDs: ['*'] };

/** Makes events of the frames of one connection. */
export function frameHandler(onEvent: OnEvent): FrameHandler {
	let isSubscribed = false;
	// It begins with 1 on each connection (beeper-api.md §7.3).
	let lastSeq = 0;
	return (text) => {
		const frame = parseFrame(text);
		switch (frame.type) {
			case 'ready':
				return undefined;
			case 'subscriptions.updated':
				// The answer to a probe is the same frame: only the first one is news.
				if (!isSubscribed) onEvent({ type: 'connected' });
				isSubscribed = true;
				return undefined;
			case 'error':
				// An error does not end the subscription (beeper-api.md §7.2), only keeps it from coming about.
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

/** The life of one open connection: subscribed, and probed until it is over. Never rejects. */
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
 * Ends a connection that no longer answers. The built-in WebSocket cannot ping, so a quiet connection
 * is asked for its subscription again; a peer that is gone says nothing, not even that it is gone.
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
