import type { Happening } from '../live/statusEvent';
import type { Message } from '../model/message';
import type { Rest } from '../api/apiClient';
import type { ConnectionState, Member } from '../live/hub/subscriber';
import { Seat } from '../live/hub/hubs';

/**
 * A listener's place at the station of its Beeper, next to the triggers: it has nothing read, and is only told
 * that something happened in a chat, or may have while the feed was away.
 */
export class Earshot implements Member {
	readonly wantsChanges = false;
	readonly wantsChats = false;
	readonly reconcileMs = 30_000;
	readonly catchUpLimit = 0;
	readonly sweptAt = Date.now();
	private readonly seat = new Seat(this);

	constructor(
		readonly rest: Rest,
		/** Something may have happened in this chat; in any, if it is empty. */
		private readonly hear: (chatID: string) => void,
		readonly onError: (error: Error) => void,
	) {}

	/** Joins; `used` must have been read. */
	open(signal: AbortSignal) {
		const { used } = this.rest;
		if (!used || signal.aborted) return;
		signal.addEventListener('abort', () => this.seat.leave(), { once: true });
		this.seat.take(used);
	}

	onMessage = ({ chatID }: Message) => this.hear(chatID);
	onGone = (chatID: string) => this.hear(chatID);
	onConnection = ({ standing }: ConnectionState) => standing === 'connected' && this.hear('');
	onCaughtUp = () => this.hear('');
	isBehind = () => false;
	lacks = () => false;
	isReachedBy = () => true;
	onReady = async () => {};
	onChat = () => {};
	onRead = () => {};
	onSwept = () => {};
	onUnauthorized = () => {};
	log: (happening: Happening) => void = () => {};
}
