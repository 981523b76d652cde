import type { Frame } from './frames';

/** What happens on the feed: Beeper's frames, and changes of the connection. */
export type FeedEvent =
	| Exclude<Frame, { type: 'ready' | 'subscriptions.updated' | 'error' }>
	/** The connection is open and subscribed to all chats. Events before this may have been missed. */
	| { type: 'connected' }
	/** As many events of this connection were missed: `seq` jumped. */
	| { type: 'gap'; missing: number }
	/** The connection ended, or could not be opened; the feed dials again after `retryInMs`. */
	| { type: 'disconnected'; reason: string; isUnauthorized?: boolean; retryInMs: number };

/** Handles an event, at once. Must not throw. */
export type OnEvent = (event: FeedEvent) => void;

/** Waits `ms`, or until the signal aborts; never rejects. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;
