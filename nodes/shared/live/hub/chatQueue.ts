import { withTimeout, wait } from '../../values/wait';
import type { UpsertedMessages, ChangedIDs } from '../feed/frames';
import { asMessage, type Message } from '../../model/message';
import { compareSortKeys } from '../../model/sortKey';

/** How long frames of a chat wait for what may have been missed before them. */
const PATIENCE_MS = 10_000;

/** A frame about messages of one chat, and the moment it came in (`Clock`). */
export interface IncomingFrame {
	frame: UpsertedMessages | ChangedIDs;
	asOf: number;
}

/** A message that was read, and the moment it was asked for. */
interface ReadMessage {
	message: Message;
	asOf: number;
}

/** What a line works with. */
export interface ChatQueueHandlers {
	signal: AbortSignal;
	/** Takes a message as it was at a moment. */
	observe(message: Message, asOf: number, source: 'live' | 'read'): void;
	/** Takes a deletion. */
	deleted(chatID: string, id: string, asOf: number): void;
	/** Whether the message has never been seen. */
	isUnseen(chatID: string, id: string): boolean;
	/** Whether what was seen of the message is of that moment or later. */
	isKnownAsOf(chatID: string, id: string, asOf: number): boolean;
	/** Whether the message can be taken at once, since its account is known. */
	isResolved(message: Message): boolean;
	resolve(message: Message): Promise<void>;
	/** Asks for a message that a frame names without carrying it; what cannot be had now is shown later. */
	fetch(chatID: string, id: string): Promise<{ message: Message; asOf: number } | undefined>;
	onError(error: Error): void;
}

/**
 * The frames of one chat, taken in the order in which they came; held back while what may have been
 * missed before them is read, and merged with what that finds.
 */
export class ChatQueue {
	private waiting: Array<IncomingFrame | ReadMessage> = [];
	private draining: Promise<void> | undefined;
	private holding: AbortController | undefined;

	constructor(
		private readonly chatID: string,
		private readonly handlers: ChatQueueHandlers,
	) {}

	get isIdle(): boolean {
		return !this.holding && !this.draining && this.waiting.length === 0;
	}

	/** Takes a frame: at once if nothing is before it and nothing has to be asked for. */
	enqueue(incoming: IncomingFrame) {
		if (this.isIdle && this.tryHandle(incoming)) return;
		this.waiting.push(incoming);
		this.startDraining();
	}

	/** Holds frames back, ten seconds at most; `false` if they are held back already. */
	hold(): boolean {
		if (this.holding) return false;
		const hold = new AbortController();
		this.holding = hold;
		const over = AbortSignal.any([hold.signal, this.handlers.signal]);
		void wait(PATIENCE_MS, over).then(() => {
			if (this.holding === hold) this.release();
		});
		return true;
	}

	/** Lets the frames go. */
	release() {
		this.holding?.abort();
		this.holding = undefined;
		this.startDraining();
	}

	/**
	 * Takes messages that were read, as of the moment they were asked for, in the chat's order and together
	 * with those that frames held back bring; then lets the frames go.
	 */
	async merge(read: Message[], asOf: number): Promise<void> {
		// A message that is being asked for comes first; it was there first.
		if (this.draining) await withTimeout(PATIENCE_MS, this.draining, this.handlers.signal);
		for (const message of read)
			if (!this.handlers.isResolved(message)) await this.handlers.resolve(message);
		const held = this.heldMessages();
		const own = read
			.filter(({ id }) => !held.has(id))
			.map((message) => ({ message, asOf, source: 'read' as const }));
		// What frames tell of a message comes first, in their order; what was read of it counts if it is newer.
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

	/** The first message that frames held back carry, by ID. */
	private heldMessages(): Map<string, ReadMessage> {
		const held = new Map<string, ReadMessage>();
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
		const { aborted } = this.handlers.signal;
		if (aborted || this.draining || this.holding || this.waiting.length === 0) return;
		this.draining = this.drain()
			.catch((error) => this.handlers.onError(error as Error))
			.then(() => {
				this.draining = undefined;
				this.startDraining();
			});
	}

	private async drain() {
		while (this.waiting.length > 0 && !this.holding && !this.handlers.signal.aborted) {
			const next = this.waiting.shift()!;
			if (!this.tryHandle(next) && 'frame' in next) await this.handle(next);
		}
	}

	/** Takes a frame without waiting for anything; `false` if that is impossible. */
	private tryHandle(next: IncomingFrame | ReadMessage): boolean {
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
		if (!messages.every((message) => message && this.handlers.isResolved(message))) return false;
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
			if (!this.handlers.isResolved(found.message)) await this.handlers.resolve(found.message);
			this.observe(found.message, found.asOf, 'live');
		}
	}

	private observe(message: Message, asOf: number, source: 'live' | 'read') {
		try {
			this.handlers.observe(message, asOf, source);
		} catch (error) {
			// One message that cannot be worked with costs no other.
			this.handlers.onError(error as Error);
		}
	}

	private carriedMessage(frame: IncomingFrame['frame'], id: string): Message | undefined {
		if (frame.type !== 'message.upserted') return undefined;
		const entry = frame.entries.find((one) => one.id === id);
		return entry && asMessage(entry, this.chatID);
	}
}
