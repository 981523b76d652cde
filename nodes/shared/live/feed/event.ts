import type { Frame } from './frames';

/** What the feed gives: Beeper's frames, and where the connection stands. */
export type FeedEvent =
	| Exclude<Frame, { type: 'ready' | 'subscriptions.updated' | 'error' }>
	/** Subscribed to all chats; whatever came before this may have been missed. */
	| { type: 'connected' }
	/** Events of this connection were lost, since `seq` has jumped. */
	| { type: 'gap'; missing: number }
	/** The connection is over, or none came about; the feed dials again after `retryInMs`. */
	| { type: 'disconnected'; reason: string; isUnauthorized?: boolean; retryInMs: number };

/** Takes what the feed gives, at once. Must not throw. */
export type OnEvent = (event: FeedEvent) => void;

/** Waits `ms`, or until the signal aborts; never rejects. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;
