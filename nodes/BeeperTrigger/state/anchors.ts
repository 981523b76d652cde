import { printOf, type Anchor } from '../../shared/live/hub/numbering';
import { timeOf, type Message } from '../../shared/model/message';

/** Messages of so many chats are kept: should one be deleted, another still tells. */
const MAX_ANCHORS = 3;

/** The saved form of an anchor. */
export type SavedAnchor = [chatID: string, id: string, at: number, print: string];

/** The last message received in each of the chats that were active last. */
export class Anchors {
	/** By chat, the latest last. */
	private readonly latest = new Map<string, Message | Anchor>();

	constructor(saved: SavedAnchor[] = []) {
		for (const [chatID, id, at, print] of saved) this.latest.set(chatID, { chatID, id, at, print });
	}

	/** Notes a message that was received. An own one may still get its final ID. */
	note(message: Message) {
		if (message.isSender) return;
		this.latest.delete(message.chatID);
		this.latest.set(message.chatID, message);
		if (this.latest.size <= MAX_ANCHORS) return;
		const [oldest] = this.latest.keys();
		this.latest.delete(oldest);
	}

	/** Forgets all: their IDs mean other messages now. */
	clear() {
		this.latest.clear();
	}

	/** All of them, the latest first. */
	all(): Anchor[] {
		for (const [chatID, one] of this.latest) this.latest.set(chatID, asAnchor(one));
		return [...this.latest.values()].map(asAnchor).reverse();
	}

	/** What to save, as JSON. */
	get text(): string {
		const saved = this.all().map(({ chatID, id, at, print }): SavedAnchor => [
			chatID,
			id,
			at,
			print,
		]);
		return JSON.stringify(saved.reverse());
	}
}

/** The text of a message is hashed only if it is still the latest when the anchors are saved or asked for. */
function asAnchor(one: Message | Anchor): Anchor {
	if ('print' in one) return one as Anchor;
	const { chatID, id } = one;
	return { chatID, id, at: timeOf(one as Message), print: printOf(one as Message) };
}
