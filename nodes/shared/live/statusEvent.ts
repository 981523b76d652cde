import type { FeedEvent } from './feed/event';

/** What may happen besides what the feed tells. */
export type StatusEvent =
	| FeedEvent
	/** A message that Beeper named and could not give, also not when it was asked again and again. */
	| { type: 'lost'; why: string }
	/** Beeper is there again after an outage. */
	| { type: 'back'; why: string }
	/** Everything that may have been missed has been looked through. */
	| { type: 'upToDate'; messages: number; skippedChats: number }
	/** Something that should not happen. */
	| { type: 'failed'; why: string };
