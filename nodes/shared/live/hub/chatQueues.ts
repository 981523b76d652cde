import { BoundedMap } from '../../values/bounded';
import type { LogicalClock } from './logicalClock';
import { ChatQueue, type IncomingFrame, type ChatQueueHandlers } from './chatQueue';

/**
 * With more queues than this, the idle ones are forgotten. By hand, not with a BoundedMap: a queue that still has
 * frames must not be lost.
 */
const KEPT_QUEUES = 1_000;

/** For how many chats it is remembered when they were read; another one is read again before its frames go through. */
const MAX_READ = 10_000;

/** The lines of all chats; while something may have been missed, each holds its frames back until its chat was read. */
export class ChatQueues {
	private readonly queues = new Map<string, ChatQueue>();
	/** Since when (`Clock`) messages may be missing; `undefined` while nothing is. */
	private gapSuspectedAt: number | undefined;
	/** When (`Clock`) a chat was read last, as far as that matters for the doubt. */
	private readonly readAt = new BoundedMap<string, number>(MAX_READ);

	constructor(
		private readonly handlers: ChatQueueHandlers,
		private readonly clock: LogicalClock,
		/** Asks for a chat to be read before others, as frames of it wait. */
		private readonly prioritize: (chatID: string) => void,
	) {}

	/** The line of a chat. */
	of(chatID: string): ChatQueue {
		const known = this.queues.get(chatID);
		if (known) return known;
		if (this.queues.size >= KEPT_QUEUES) {
			for (const [id, queue] of this.queues) if (queue.isIdle) this.queues.delete(id);
		}
		const queue = new ChatQueue(chatID, this.handlers);
		this.queues.set(chatID, queue);
		return queue;
	}

	/** Takes a frame, which may have to wait. */
	enqueue(frame: IncomingFrame['frame']) {
		const { chatID } = frame;
		const queue = this.of(chatID);
		const isDoubtful =
			this.gapSuspectedAt !== undefined &&
			!((this.readAt.get(chatID) ?? -1) >= this.gapSuspectedAt);
		if (isDoubtful) {
			queue.hold();
			this.prioritize(chatID);
			// Once is enough: when its patience is over, its frames go through.
			this.readAt.set(chatID, Infinity);
		}
		queue.enqueue({ frame, asOf: this.clock.tick(frame.ts) });
	}

	/** Something may have been missed. */
	suspectGap() {
		this.gapSuspectedAt = this.clock.now();
		this.readAt.clear();
	}

	/** A chat was read, for all, as of this moment. */
	markRead(chatID: string, asOf: number) {
		this.readAt.set(chatID, asOf);
	}

	/** What was missed up to this moment was read; unless something may have been missed since, nothing waits any more. */
	gapFilled(since: number) {
		if (this.gapSuspectedAt !== undefined && this.gapSuspectedAt > since) return;
		this.gapSuspectedAt = undefined;
		for (const queue of this.queues.values()) queue.release();
	}
}
