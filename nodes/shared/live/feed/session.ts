import type { Connection, FrameHandler } from './connection';
import type { OnEvent, Wait } from './event';
import { parseFrame } from './frames';
import * as policy from './policy';

/** Subscribes to all chats. */
const SUBSCRIBE = { type: 'subscriptions.set', requestID: 'all', chatIDs: ['*'] };

/** A command that Beeper does not know: it answers with an error, and nothing else changes (docs/beeper-api.md §7.2). */
const PING = { type: 'ping', requestID: 'probe' };
const ANSWER_TO_PING = 'INVALID_COMMAND';

/** What was learned of a Beeper while probing its connections. */
export interface ProbeHabits {
	/** It answers no command that it does not know, or ends the connection. */
	ignoresPing: boolean;
}

/** A handler for the frames of one connection, which makes events of them. */
export function frameHandler(onEvent: OnEvent): FrameHandler {
	let isSubscribed = false;
	// `seq` starts with 1 on each connection (docs/beeper-api.md §7.3).
	let lastSeq = 0;
	const follow = (seq: number | undefined) => {
		if (seq !== undefined && seq > lastSeq + 1) {
			onEvent({ type: 'gap', missing: seq - lastSeq - 1 });
		}
		lastSeq = seq ?? lastSeq;
	};
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
				if (frame.code !== ANSWER_TO_PING) {
					onEvent({ type: 'unknown', what: `an error: ${frame.code}` });
				}
				return undefined;
			default:
				// Frames of any type are numbered, known or not.
				follow(frame.seq);
				onEvent(frame);
				return undefined;
		}
	};
}

/** Subscribes on an open connection, and probes it until it has ended. Aborting `signal` closes it. Never rejects. */
export async function session(
	connection: Connection,
	signal: AbortSignal,
	wait: Wait,
	habits: ProbeHabits,
) {
	const over = new AbortController();
	const stop = () => connection.close('stopped');
	signal.addEventListener('abort', stop, { once: true });
	if (signal.aborted) stop();
	void probe(connection, over.signal, wait, habits);
	connection.send(SUBSCRIBE);
	await connection.over;
	over.abort();
	signal.removeEventListener('abort', stop);
}

/** Ends a connection that no longer answers: a dead peer sends nothing, no close either. */
async function probe(connection: Connection, over: AbortSignal, wait: Wait, habits: ProbeHabits) {
	while (!over.aborted) {
		const before = connection.heard;
		await wait(policy.QUIET_MS, over);
		if (over.aborted || connection.heard > before) continue;
		if (await answers(connection, over, wait, habits)) continue;
		return connection.close('no answer to a probe');
	}
}

/**
 * Whether the connection answers, or has ended. The built-in WebSocket cannot ping, so a command is sent that Beeper
 * refuses; one that answers no such command is asked for the subscription again.
 */
async function answers(
	connection: Connection,
	over: AbortSignal,
	wait: Wait,
	habits: ProbeHabits,
): Promise<boolean> {
	const before = connection.heard;
	const commands = habits.ignoresPing ? [SUBSCRIBE] : [PING, SUBSCRIBE];
	for (const command of commands) {
		connection.send(command);
		await wait(policy.PROBE_ANSWER_MS / commands.length, over);
		const isHeard = connection.heard > before;
		if (command === PING ? over.aborted : isHeard && commands.length > 1) habits.ignoresPing = true;
		if (isHeard || over.aborted) return true;
	}
	return false;
}
