import { dial, type Address, type Connection } from './connection';
import type { OnEvent, Wait } from './event';
import * as policy from './policy';
import { frameHandler, session, type ProbeHabits } from './session';

/** Why the last dial failed, as a REST request shows it: the built-in WebSocket does not say. */
export interface Diagnosis {
	reason: string;
	isUnauthorized?: boolean;
}

/** What the feed needs of its caller; the optional ones are for tests. */
export interface FeedOptions {
	onEvent: OnEvent;
	/** Called before every dial, so that a changed address or token is used. If it rejects, the dial has failed. */
	address: () => Promise<Address>;
	/** Called when a dial has failed. */
	diagnose: () => Promise<Diagnosis>;
	/** Ends the feed, and closes its connection. */
	signal: AbortSignal;
	/** Waits for the feed, which has no timer of its own. */
	wait: Wait;
	random?: () => number;
	now?: () => number;
	/** Replaces the socket in tests. */
	connect?: typeof dial;
}

/**
 * Listens to Beeper's live feed (docs/beeper-api.md §7) until `signal` aborts: dials, subscribes to all chats, probes the
 * connection, and dials again when it ends. One socket at a time. Never rejects.
 */
export async function feed(options: FeedOptions): Promise<void> {
	const { onEvent, signal, wait, now = Date.now } = options;
	const habits: ProbeHabits = { ignoresPing: false };
	for (let attempt = 1; !signal.aborted; attempt++) {
		const dialled = await open(options);
		const opened = now();
		if (isOpen(dialled)) await session(dialled, signal, wait, habits);
		if (signal.aborted) return;
		// Only a connection of some length resets the wait: else a server that accepts and drops would be hammered.
		if (isOpen(dialled) && now() - opened >= policy.PROVED_MS) attempt = 1;
		const { reason, isUnauthorized } = isOpen(dialled) ? { reason: dialled.reason } : dialled;
		const retryInMs = isUnauthorized
			? policy.UNAUTHORIZED_WAIT_MS
			: policy.backoffMs(attempt, options.random);
		onEvent({ type: 'disconnected', reason, isUnauthorized, retryInMs });
		await wait(retryInMs, signal);
	}
}

const isOpen = (dialled: Connection | Diagnosis): dialled is Connection => 'over' in dialled;

/** Dials once, within the time limit. Returns the connection, or why there is none. */
async function open(options: FeedOptions): Promise<Connection | Diagnosis> {
	const { signal, wait, connect = dial, address, diagnose, onEvent } = options;
	const settled = new AbortController();
	const giveUp = new AbortController();
	void wait(policy.HANDSHAKE_MS, AbortSignal.any([signal, settled.signal])).then(() =>
		giveUp.abort(),
	);
	try {
		const dialled = await connect(await address(), giveUp.signal, frameHandler(onEvent));
		return isOpen(dialled) || signal.aborted ? dialled : await diagnose();
	} catch (error) {
		// No address, for example since the credential was deleted: an outage like any other.
		return { reason: error instanceof Error ? error.message : String(error) };
	} finally {
		settled.abort();
	}
}
