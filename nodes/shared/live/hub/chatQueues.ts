import { BoundedMap } from '../../values/bounded';
import { ChatQueue, type IncomingFrame, type MessageHandlers } from './chatQueue';
import type { HubServices } from './hubServices';

/**
 * With more queues than this, those without frames are removed. By hand, not with a BoundedMap: a queue that has
 * frames must stay.
 */
const KEPT_QUEUES = 1_000;

/** Of how many chats it is remembered when they were read. Frames of one that is forgotten wait for another read. */
const MAX_READ = 10_000;

/** The queues of all chats. After a suspected gap, each holds its frames until its chat was read. */
export class ChatQueues {
	private readonly queues = new Map<string, ChatQueue>();
	/** Since when (`LogicalClock`) events may be missing; `undefined` if none can be. */
	private gapSuspectedAt: number | undefined;
	/** When (`LogicalClock`) each chat was last read since then; Infinity if its frames are not to be held again. */
	private readonly readAt = new BoundedMap<string, number>(MAX_READ);

	constructor(
		private readonly hub: Pick<
			HubServices,
			'clock' | 'directory' | 'onError' | 'prioritize' | 'signal'
		>,
		private readonly handlers: MessageHandlers,
	) {}

	/** The queue of a chat. */
	of(chatID: string): ChatQueue {
		const known = this.queues.get(chatID);
		if (known) return known;
		if (this.queues.size >= KEPT_QUEUES) {
			for (const [id, queue] of this.queues) if (queue.isIdle) this.queues.delete(id);
		}
		const queue = new ChatQueue(chatID, this.hub, this.handlers);
		this.queues.set(chatID, queue);
		return queue;
	}

	/** Adds a frame to the queue of its chat; handled at once unless something before it has to be waited for. */
	enqueue(frame: IncomingFrame['frame']) {
		const { chatID } = frame;
		const queue = this.of(chatID);
		const mayFollowGap =
			this.gapSuspectedAt !== undefined &&
			!((this.readAt.get(chatID) ?? -1) >= this.gapSuspectedAt);
		if (mayFollowGap) {
			queue.hold();
			this.hub.prioritize(chatID);
			// Held once per gap: if the read takes too long, frames go through without it.
			this.readAt.set(chatID, Infinity);
		}
		queue.enqueue({ frame, asOf: this.hub.clock.tick(frame.ts) });
	}

	/** Events may have been missed: from now on frames wait until their chat was read. */
	suspectGap() {
		this.gapSuspectedAt = this.hub.clock.now();
		this.readAt.clear();
	}

	/** Notes that a chat was read for all subscribers, requested at `asOf`. */
	markRead(chatID: string, asOf: number) {
		this.readAt.set(chatID, asOf);
	}

	/** What was missed before `asOf` has been read: releases all frames, unless a gap was suspected since. */
	gapFilled(asOf: number) {
		if (this.gapSuspectedAt !== undefined && this.gapSuspectedAt > asOf) return;
		this.gapSuspectedAt = undefined;
		for (const queue of this.queues.values()) queue.release();
	}
}
