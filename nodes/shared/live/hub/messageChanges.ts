import type { Message } from '../../model/message';
import type { MessageMirror } from '../mirror/messages';
import type { HubServices } from './hubServices';
import type { MessageFetcher } from './messageFetcher';
import type { FoundVia } from './subscriber';

/** Compares messages with what was last seen of them, and passes the differences to all subscribers. */
export class MessageChanges {
	constructor(
		private readonly hub: Pick<HubServices, 'clock' | 'onError' | 'rereadChat' | 'subscribers'>,
		private readonly messages: MessageMirror,
		private readonly fetcher: MessageFetcher,
	) {}

	/** Takes a message as it was at `asOf` (`LogicalClock`). */
	observe(message: Message, asOf: number, source: FoundVia) {
		const difference = this.messages.observe(message, asOf);
		if (difference.isStale) return;
		for (const subscriber of this.hub.subscribers)
			subscriber.onMessage(message, difference, source);
	}

	/** Takes that a message was deleted, as of `asOf` (`LogicalClock`). */
	deleted(chatID: string, id: string, asOf: number) {
		const snapshot = this.messages.remove(chatID, id, asOf);
		if (snapshot) {
			for (const subscriber of this.hub.subscribers) subscriber.onMessageDeleted(chatID, snapshot);
		} else if (this.wantsChanges && this.isUnseen(chatID, id)) {
			// Some builds report a reaction that was removed as the deletion of an unknown message.
			this.hub.rereadChat(chatID);
		}
	}

	/**
	 * Looks for messages that a read, requested at `asOf`, should have returned and did not: `read` is what it
	 * returned, oldest first, at least one. One that Beeper does not know when asked counts as deleted.
	 */
	checkMissing(chatID: string, read: Message[], asOf: number) {
		if (!this.wantsChanges) return;
		const returned = new Set(read.map(({ id }) => id));
		for (const id of this.messages.idsDownTo(chatID, read[0].sortKey)) {
			const isNewer = (this.messages.get(chatID, id)?.asOf ?? asOf) >= asOf;
			if (returned.has(id) || isNewer) continue;
			void this.checkDeleted(chatID, id).catch((error) => this.hub.onError(error as Error));
		}
	}

	/** Whether nothing is known of the message. */
	isUnseen(chatID: string, id: string): boolean {
		return this.messages.get(chatID, id) === undefined;
	}

	/** Whether what is known of the message is from `asOf` (`LogicalClock`) or later. */
	isKnownAsOf(chatID: string, id: string, asOf: number): boolean {
		return (this.messages.get(chatID, id)?.asOf ?? -1) >= asOf;
	}

	/**
	 * Requests a message that a frame names and does not carry. `undefined` if Beeper does not return it now; if it
	 * does later, it is observed then.
	 */
	async fetch(chatID: string, id: string) {
		return await this.fetcher.fetch(chatID, id, (message, asOf) => {
			this.observe(message, asOf, 'live');
		});
	}

	private get wantsChanges(): boolean {
		return [...this.hub.subscribers].some(({ wantsChanges }) => wantsChanges);
	}

	private async checkDeleted(chatID: string, id: string): Promise<void> {
		const asOf = this.hub.clock.now();
		const found = await this.fetcher.lookUp(chatID, id);
		if (found === 'deleted') this.deleted(chatID, id, asOf);
		else if (found) this.observe(found, asOf, 'read');
	}
}
