import { asMessage, type Message } from '../../model/message';
import { compareSortKeys } from '../../model/sortKey';
import { withTimeout, wait } from '../../values/wait';
import type { UpsertedMessages, ChangedIDs } from '../feed/frames';
import type { HubServices } from './hubServices';
import type { MessageChanges } from './messageChanges';
import type { FoundVia } from './subscriber';

/** How long frames of a chat are held at most while it is read. */
const MAX_HOLD_MS = 10_000;

/** A frame about messages of one chat, and when (`LogicalClock`) it came in. */
export interface IncomingFrame {
	frame: UpsertedMessages | ChangedIDs;
	asOf: number;
}

/** A message, and when (`LogicalClock`) it was like that. */
interface MessageAt {
	message: Message;
	asOf: number;
}

/** What handles the messages and deletions of a queue. */
export type MessageHandlers = Pick<
	MessageChanges,
	'deleted' | 'fetch' | 'isKnownAsOf' | 'isUnseen' | 'observe'
>;

/**
 * The frames of one chat, handled in the order in which they came. They can be held while the chat is read, and are
 * merged with what that finds.
 */
export class ChatQueue {
	private waiting: Array<IncomingFrame | MessageAt> = [];
	private draining: Promise<void> | undefined;
	private holding: AbortController | undefined;

	constructor(
		private readonly chatID: string,
		private readonly hub: Pick<HubServices, 'directory' | 'onError' | 'signal'>,
		private readonly handlers: MessageHandlers,
	) {}

	/** Whether nothing is held, waiting or being handled. */
	get isIdle(): boolean {
		return !this.holding && !this.draining && this.waiting.length === 0;
	}

	/** Adds a frame. It is handled at once if none is before it and no request is needed. */
	enqueue(incoming: IncomingFrame) {
		if (this.isIdle && this.tryHandle(incoming)) return;
		this.waiting.push(incoming);
		this.startDraining();
	}

	/** Holds frames until `release`, for ten seconds at most; `false` if they are held already. */
	hold(): boolean {
		if (this.holding) return false;
		const holding = new AbortController();
		this.holding = holding;
		const over = AbortSignal.any([holding.signal, this.hub.signal]);
		void wait(MAX_HOLD_MS, over).then(() => {
			if (this.holding === holding) this.release();
		});
		return true;
	}

	/** Handles frames again that were held. */
	release() {
		this.holding?.abort();
		this.holding = undefined;
		this.startDraining();
	}

	/**
	 * Handles messages that were read, requested at `asOf`, together with messages that held frames carry, in the
	 * order of the chat; then releases the frames.
	 */
	async merge(read: Message[], asOf: number): Promise<void> {
		// A frame that waits for a request came before all of these.
		if (this.draining) await withTimeout(MAX_HOLD_MS, this.draining, this.hub.signal);
		for (const message of read) if (!this.isResolved(message)) await this.resolve(message);
		const held = this.heldMessages();
		const own = read
			.filter(({ id }) => !held.has(id))
			.map((message) => ({ message, asOf, source: 'read' as const }));
		// Of a message in both, the frames' versions are handled first, in their order. The read one counts if newer.
		for (const message of read) if (held.has(message.id)) this.waiting.push({ message, asOf });
		const fresh = [...held.values()]
			.filter(({ message }) => this.handlers.isUnseen(this.chatID, message.id))
			.map((one) => ({ ...one, source: 'live' as const }));
		const all = [...own, ...fresh].sort((a, b) =>
			compareSortKeys(a.message.sortKey, b.message.sortKey),
		);
		for (const one of all) this.observe(one.message, one.asOf, one.source);
		this.release();
	}

	/** Whether a held frame names the message. */
	isHeld(id: string): boolean {
		return this.waiting.some((one) => 'frame' in one && one.frame.ids.includes(id));
	}

	/** The messages that held frames carry, by ID; the first version of each. */
	private heldMessages(): Map<string, MessageAt> {
		const held = new Map<string, MessageAt>();
		for (const one of this.waiting) {
			if (!('frame' in one)) continue;
			const { frame, asOf } = one;
			for (const id of frame.ids) {
				const message = this.carriedMessage(frame, id);
				if (message && !held.has(id)) held.set(id, { message, asOf });
			}
		}
		return held;
	}

	private startDraining() {
		const { aborted } = this.hub.signal;
		if (aborted || this.draining || this.holding || this.waiting.length === 0) return;
		this.draining = this.drain()
			.catch((error) => this.hub.onError(error as Error))
			.then(() => {
				this.draining = undefined;
				this.startDraining();
			});
	}

	private async drain() {
		while (this.waiting.length > 0 && !this.holding && !this.hub.signal.aborted) {
			const next = this.waiting.shift()!;
			if (!this.tryHandle(next) && 'frame' in next) await this.handle(next);
		}
	}

	/** Handles one without a request; `false` if it needs one. */
	private tryHandle(next: IncomingFrame | MessageAt): boolean {
		if ('message' in next) {
			this.observe(next.message, next.asOf, 'read');
			return true;
		}
		const { frame, asOf } = next;
		if (frame.type === 'message.deleted') {
			for (const id of frame.ids) this.handlers.deleted(this.chatID, id, asOf);
			return true;
		}
		const messages = frame.ids.map((id) => this.carriedMessage(frame, id));
		if (!messages.every((message) => message && this.isResolved(message))) return false;
		for (const message of messages) this.observe(message!, asOf, 'live');
		return true;
	}

	private async handle({ frame, asOf }: IncomingFrame) {
		for (const id of frame.ids) {
			const carried = this.carriedMessage(frame, id);
			if (!carried && this.handlers.isKnownAsOf(this.chatID, id, asOf)) continue;
			const found = carried
				? { message: carried, asOf }
				: await this.handlers.fetch(this.chatID, id);
			if (!found) continue;
			if (!this.isResolved(found.message)) await this.resolve(found.message);
			this.observe(found.message, found.asOf, 'live');
		}
	}

	/** Hands a message on. An error is reported, and costs this message only. */
	private observe(message: Message, asOf: number, source: FoundVia) {
		try {
			this.handlers.observe(message, asOf, source);
		} catch (error) {
			this.hub.onError(error as Error);
		}
	}

	/** Whether Beeper was asked about the message's account: else it cannot be handled yet. */
	private isResolved = ({ accountID }: Message) => this.hub.directory.isResolved(accountID);

	private resolve = async ({ accountID }: Message) => await this.hub.directory.resolve(accountID);

	private carriedMessage(frame: IncomingFrame['frame'], id: string): Message | undefined {
		if (frame.type !== 'message.upserted') return undefined;
		const entry = frame.entries.find((one) => one.id === id);
		return entry && asMessage(entry, this.chatID, frame.ts ?? Date.now());
	}
}
