import type { Address, Connection } from './connection';
import { dial } from './connection';
import type { Wait, OnEvent } from './event';
import * as policy from './policy';
import { frameHandler, session } from './session';

/** Why the last dial failed, as far as REST can tell (the built-in WebSocket never says). */
export interface Diagnosis {
	reason: string;
	isUnauthorized?: boolean;
}

export interface FeedOptions {
	onEvent: OnEvent;
	/** Asked before every dial, so that a changed address or token is picked up. */
	address: () => Promise<Address>;
	/** Asked when a dial came to nothing. */
	diagnose: () => Promise<Diagnosis>;
	/** Ends the feed and everything it has open. */
	signal: AbortSignal;
	/** Waits `ms`, or until the signal aborts; never rejects. The feed has no timer of its own. */
	wait: Wait;
	random?: () => number;
	now?: () => number;
	/** Replaces the socket in tests. */
	connect?: typeof dial;
}

/**
 * Beeper's live feed (beeper-api.md §7) for as long as `signal` is not aborted: dials, subscribes to all
 * chats, probes, and dials again for ever. One socket at a time. It never rejects.
 */
export async function feed(options: FeedOptions): Promise<void> {
	const { onEvent, signal, wait, now = Date.now } = options;
	for (let attempt = 1; !signal.aborted; attempt++) {
		const dialled = await open(options);
		const opened = now();
		if (isOpen(dialled)) await session(dialled, signal, wait);
		if (signal.aborted) return;
		// Reset only by a life of some length: a server that accepts and drops would be hammered otherwise.
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

/** One dial within the time limit; where it comes to nothing, why. */
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
		// No address, for example because the credential is gone: an outage like any other.
		return { reason: error instanceof Error ? error.message : String(error) };
	} finally {
		settled.abort();
	}
}
