import type { Message } from '../../model/message';
import type { MessageMirror } from '../mirror/messages';
import type { LogicalClock } from './logicalClock';
import type { Directory } from './directory';
import type { MessageFetcher } from './messageFetcher';
import type { ChatQueueHandlers } from './chatQueue';
import type { Subscriber, FoundVia } from './subscriber';

/** What it works for. */
interface Beeper {
	readonly subscribers: ReadonlySet<Subscriber>;
	readonly directory: Directory;
	/** Reads a chat soon. */
	rereadChat(chatID: string): void;
	onError(error: Error): void;
}

/** Finds out what happened to messages, from what the lines show of them, and tells it. */
export class MessageChanges implements ChatQueueHandlers {
	constructor(
		private readonly beeper: Beeper,
		private readonly messages: MessageMirror,
		private readonly fetcher: MessageFetcher,
		private readonly clock: LogicalClock,
		readonly signal: AbortSignal,
	) {}

	observe(message: Message, asOf: number, source: FoundVia) {
		const difference = this.messages.observe(message, asOf);
		if (difference.isStale) return;
		for (const subscriber of this.beeper.subscribers)
			subscriber.onMessage(message, difference, source);
	}

	deleted(chatID: string, id: string, asOf: number) {
		const snapshot = this.messages.remove(chatID, id, asOf);
		if (snapshot) {
			for (const subscriber of this.beeper.subscribers)
				subscriber.onMessageDeleted(chatID, snapshot);
		} else if (this.wantsChanges && this.isUnseen(chatID, id)) {
			// On some builds a reaction that was taken back is told as the deletion of something unknown.
			this.beeper.rereadChat(chatID);
		}
	}

	/** What a page should have shown, and did not, may be gone; unless something newer is known of it. */
	checkMissing(chatID: string, read: Message[], asOf: number) {
		if (!this.wantsChanges) return;
		const shown = new Set(read.map(({ id }) => id));
		for (const id of this.messages.idsDownTo(chatID, read[0].sortKey)) {
			const isNewer = (this.messages.get(chatID, id)?.asOf ?? asOf) >= asOf;
			if (shown.has(id) || isNewer) continue;
			void this.checkDeleted(chatID, id).catch((error) => this.onError(error as Error));
		}
	}

	isUnseen(chatID: string, id: string): boolean {
		return this.messages.get(chatID, id) === undefined;
	}

	isKnownAsOf(chatID: string, id: string, asOf: number): boolean {
		return (this.messages.get(chatID, id)?.asOf ?? -1) >= asOf;
	}

	isResolved({ accountID }: Message): boolean {
		return this.beeper.directory.isResolved(accountID);
	}

	async resolve({ accountID }: Message): Promise<void> {
		await this.beeper.directory.resolve(accountID);
	}

	async fetch(chatID: string, id: string) {
		return await this.fetcher.fetch(chatID, id, (message, asOf) => {
			this.observe(message, asOf, 'live');
		});
	}

	onError(error: Error) {
		this.beeper.onError(error);
	}

	private get wantsChanges(): boolean {
		return [...this.beeper.subscribers].some(({ wantsChanges }) => wantsChanges);
	}

	/** A list may leave something out: only what Beeper does not know when it is asked is gone. */
	private async checkDeleted(chatID: string, id: string): Promise<void> {
		const asOf = this.clock.now();
		const found = await this.fetcher.lookUp(chatID, id);
		if (found === 'gone') this.deleted(chatID, id, asOf);
		else if (found) this.observe(found, asOf, 'read');
	}
}
