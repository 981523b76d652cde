import type { FeedEvent } from './feed/event';

/** What is written to n8n's log: events of the feed, and what else may happen to a hub. */
export type StatusEvent =
	| FeedEvent
	/** A message that a frame named is lost: Beeper did not return it, however often it was requested. */
	| { type: 'lost'; why: string }
	/** The feed is back after an outage. */
	| { type: 'back'; why: string }
	/** A full run of the reconciler is complete. */
	| { type: 'upToDate'; messages: number; skippedChats: number }
	/** Beeper had more of a list than is read at once. */
	| { type: 'cut'; what: string }
	/** Beeper has given its messages other IDs and sort keys, for example since it was installed again. */
	| { type: 'renumbered' }
	/** An error that should not happen. */
	| { type: 'failed'; why: string };
