import type { Connection } from './connection';
import type { FeedEvent, Pause } from './event';
import { parseFrame } from './frames';
import * as policy from './policy';

/** The subscription to everything; sent again it is the probe, since Beeper answers it each time. */
const SUBSCRIBE = { type: 'subscriptions.set', requestID: 'all', chatIDs: ['*'] };

/** The life of one open connection: subscribed, probed, its frames as events until it is over. */
export async function* session(
	connection: Connection,
	signal: AbortSignal,
	pause: Pause,
): AsyncGenerator<FeedEvent, void> {
	const over = new AbortController();
	const stop = () => connection.close('stopped');
	signal.addEventListener('abort', stop, { once: true });
	if (signal.aborted) stop();
	void probe(connection, over.signal, pause);
	connection.send(SUBSCRIBE);
	try {
		yield* events(connection);
	} finally {
		over.abort();
		signal.removeEventListener('abort', stop);
		connection.close('stopped');
	}
}

async function* events(connection: Connection): AsyncGenerator<FeedEvent, void> {
	let isSubscribed = false;
	// It begins with 1 on each connection (beeper-api.md §7.3).
	let lastSeq = 0;
	for (;;) {
		const text = await connection.next();
		if (text === undefined) return;
		const frame = parseFrame(text);
		switch (frame.type) {
			case 'ready':
				break;
			case 'subscriptions.updated':
				// The answer to a probe is the same frame: only the first one is news.
				if (!isSubscribed) yield { type: 'connected' };
				isSubscribed = true;
				break;
			case 'error':
				// An error does not end the subscription (beeper-api.md §7.2), only keeps it from coming about.
				if (isSubscribed) {
					yield { type: 'unknown', what: `an error: ${frame.code}` };
					break;
				}
				return connection.close(`Beeper refused the subscription: ${frame.code} ${frame.message}`);
			case 'unknown':
				yield frame;
				break;
			default:
				if (frame.seq !== undefined && frame.seq > lastSeq + 1) {
					yield { type: 'gap', missing: frame.seq - lastSeq - 1 };
				}
				lastSeq = frame.seq ?? lastSeq;
				yield frame;
		}
	}
}

/**
 * Ends a connection that no longer answers. The built-in WebSocket cannot ping, so a quiet connection
 * is asked for its subscription again; a peer that is gone says nothing, not even that it is gone.
 */
async function probe(connection: Connection, over: AbortSignal, pause: Pause) {
	for (;;) {
		const before = connection.heard;
		await pause(policy.QUIET_MS, over);
		if (over.aborted) return;
		if (connection.heard > before) continue;
		connection.send(SUBSCRIBE);
		await pause(policy.PROBE_ANSWER_MS, over);
		if (over.aborted) return;
		if (connection.heard === before) return connection.close('no answer to a probe');
	}
}
