import { isSuccess } from '../../api/httpResult';
import { chatPath } from '../../api/path';
import type { Chat } from '../../model/chat';
import { BoundedMap } from '../../values/bounded';
import { wait } from '../../values/wait';
import { backoffMs } from '../feed/policy';
import type { ChatMirror } from '../mirror/chats';
import type { HubServices } from './hubServices';
import type { ChatChange } from './subscriber';

/** A chat is requested at most this often: the feed names it with every new message. */
const CHECK_INTERVAL_MS = 2_000;

/** How often a chat is requested again that Beeper did not return: for about ten minutes. */
const MAX_RETRIES = 20;

/** How many deleted chats are remembered; the first that was deleted is forgotten first. */
const MAX_DELETED = 5_000;

/** How many chats are checked at the same time. A change of one more is found when all chats are listed again. */
const MAX_CHECKS = 10_000;

/** As many participants as lists name, so that both can be compared. */
const PARTICIPANTS = 20;

/** Finds out what happened to chats: frames name a chat and never say what is new about it (docs/beeper-api.md §7.3). */
export class ChatChanges {
	/** Chats that are being checked; `true` if the feed has named them since the last request. */
	private readonly checking = new Map<string, boolean>();
	/** Chats whose deletion was emitted, and as of when (`LogicalClock`). */
	private readonly deletedAt = new BoundedMap<string, number>(MAX_DELETED);
	/** Whether all chats were listed once: only then a chat that is unknown is new. */
	private knowsAll = false;

	constructor(
		private readonly hub: Pick<
			HubServices,
			'clock' | 'directory' | 'get' | 'onError' | 'signal' | 'subscribers'
		>,
		private readonly chats: ChatMirror,
	) {}

	/** To be called before a subscriber joins that wants chats. Chats created while there was none are not new to it. */
	beforeWatcherJoins() {
		if (!this.isWatched) this.knowsAll = false;
	}

	/** Requests a chat, which may have changed, and emits what did. */
	check(chatID: string) {
		if (!this.isWatched) return;
		if (this.checking.has(chatID)) this.checking.set(chatID, true);
		else if (this.checking.size < MAX_CHECKS)
			void this.runChecks(chatID).catch((error) => this.hub.onError(error as Error));
	}

	/** Takes that a chat was deleted, as of `asOf` (`LogicalClock`). */
	deleted(chatID: string, asOf: number) {
		const isEmitted = this.deletedAt.delete(chatID);
		this.deletedAt.set(chatID, asOf);
		// Beeper sends the same deletion again, for example after its restart.
		if (isEmitted) return;
		const known = this.chats.remove(chatID);
		const chat = known ?? { ...this.hub.directory.chatNow(chatID), id: chatID, accountID: '' };
		this.emit({ type: 'chat.deleted', chat: { ...chat, accountID: String(chat.accountID ?? '') } });
	}

	/** Takes a chat as a list or a response, requested at `asOf` (`LogicalClock`), shows it; emits what is new. */
	observe(chat: Chat, asOf: number) {
		// A list that was requested before the chat was deleted still has it.
		if ((this.deletedAt.get(chat.id) ?? -1) >= asOf) return;
		this.deletedAt.delete(chat.id);
		this.hub.directory.learn(chat);
		const isNew = !this.chats.has(chat.id);
		const difference = this.chats.observe(chat, asOf);
		if (isNew && this.knowsAll) this.emit({ type: 'chat.created', chat });
		else if (difference) this.emit({ type: 'chat.updated', chat, ...difference });
	}

	/** Takes the IDs of all chats, requested at `asOf` (`LogicalClock`), and checks known chats that are missing. */
	observeAll(ids: ReadonlySet<string>, asOf: number) {
		this.knowsAll = true;
		for (const chatID of [...this.chats.ids()]) {
			if (ids.has(chatID) || (this.chats.asOf(chatID) ?? asOf) >= asOf) continue;
			this.check(chatID);
		}
	}

	private get isWatched(): boolean {
		return [...this.hub.subscribers].some(({ wantsChats }) => wantsChats);
	}

	private async runChecks(chatID: string): Promise<void> {
		const { clock, get, signal } = this.hub;
		let failures = 0;
		do {
			this.checking.set(chatID, false);
			const asOf = clock.now();
			const result = await get(chatPath(chatID), { maxParticipantCount: PARTICIPANTS });
			if (signal.aborted) return;
			if (result.status === 404 && this.chats.has(chatID)) this.deleted(chatID, asOf);
			else if (isSuccess(result)) this.observe({ ...(result.body as Chat), id: chatID }, asOf);
			const isUnknown = result.status !== 404 && !isSuccess(result);
			failures = isUnknown ? failures + 1 : 0;
			if (isUnknown && failures <= MAX_RETRIES) this.checking.set(chatID, true);
			await wait(isUnknown ? backoffMs(failures) : CHECK_INTERVAL_MS, signal);
		} while (this.checking.get(chatID) && !signal.aborted);
		this.checking.delete(chatID);
	}

	private emit(change: ChatChange) {
		for (const subscriber of this.hub.subscribers) subscriber.onChatChange(change);
	}
}
