import type { IDataObject } from 'n8n-workflow';
import { isSuccess, type HttpResult } from '../../api/httpResult';
import { BoundedMap } from '../../values/bounded';
import { wait } from '../../values/wait';
import { backoffMs } from '../feed/policy';
import type { Chat } from '../../model/chat';
import type { ChatMirror } from '../mirror/chats';
import type { LogicalClock } from './logicalClock';
import type { Directory } from './directory';
import type { ChatChange, Subscriber } from './subscriber';
import { chatPath } from '../../api/path';

/** A chat that changes again and again, as with every new message, is asked for no more often than this. */
const ASK_MS = 2_000;

/** So often a chat is asked for again that Beeper could not give, about ten minutes long. */
const TRIES = 20;

/** How many deleted chats are remembered; the first that was deleted is forgotten first. */
const MAX_DELETED = 5_000;

/** How many chats are checked at the same time. A change of one more is found when all chats are listed again. */
const MAX_CHECKS = 10_000;

/** As many participants as lists name, so that both can be compared. */
const PARTICIPANTS = 20;

/** What it works for. */
interface Beeper {
	readonly subscribers: ReadonlySet<Subscriber>;
	readonly directory: Directory;
	get(url: string, qs: IDataObject): Promise<HttpResult>;
	onError(error: Error): void;
}

/** Finds out what happened to chats: frames name a chat and never say what is new about it (beeper-api.md §7.3). */
export class ChatChanges {
	/** Chats that are being asked for; `true` if the feed has named them since. */
	private readonly checking = new Map<string, boolean>();
	/** Chats whose end was told, and as of when (`Clock`). */
	private readonly deletedAt = new BoundedMap<string, number>(MAX_DELETED);
	/** Whether all chats were seen once: only then one that is unknown is new. */
	private knowsAll = false;

	constructor(
		private readonly beeper: Beeper,
		private readonly chats: ChatMirror,
		private readonly clock: LogicalClock,
		private readonly signal: AbortSignal,
	) {}

	/** Told before somebody joins who wants to know; what came up while nobody did is not new. */
	beforeWatcherJoins() {
		if (!this.isWatched) this.knowsAll = false;
	}

	/** The feed named a chat. */
	check(chatID: string) {
		if (!this.isWatched) return;
		if (this.checking.has(chatID)) this.checking.set(chatID, true);
		else if (this.checking.size < MAX_CHECKS)
			void this.runChecks(chatID).catch((error) => this.beeper.onError(error as Error));
	}

	/** A chat is no more, as of this moment. */
	deleted(chatID: string, asOf: number) {
		const isTold = this.deletedAt.delete(chatID);
		this.deletedAt.set(chatID, asOf);
		// Told twice, as after a restart of Beeper, it is no news.
		if (isTold) return;
		const known = this.chats.remove(chatID);
		const chat = known ?? { ...this.beeper.directory.chatNow(chatID), id: chatID, accountID: '' };
		this.emit({ type: 'chat.deleted', chat: { ...chat, accountID: String(chat.accountID ?? '') } });
	}

	/** A list showed a chat. */
	observe(chat: Chat, asOf: number) {
		// A list that was on its way while the chat was deleted still has it.
		if ((this.deletedAt.get(chat.id) ?? -1) >= asOf) return;
		this.deletedAt.delete(chat.id);
		this.beeper.directory.learn(chat);
		const isNew = !this.chats.has(chat.id);
		const difference = this.chats.observe(chat, asOf);
		if (isNew && this.knowsAll) this.emit({ type: 'chat.created', chat });
		else if (difference) this.emit({ type: 'chat.updated', chat, ...difference });
	}

	/** A complete list had these chats: others are gone, if Beeper says so when it is asked. */
	observeAll(ids: ReadonlySet<string>, asOf: number) {
		this.knowsAll = true;
		for (const chatID of [...this.chats.ids()]) {
			if (ids.has(chatID) || (this.chats.asOf(chatID) ?? asOf) >= asOf) continue;
			this.check(chatID);
		}
	}

	private get isWatched(): boolean {
		return [...this.beeper.subscribers].some(({ wantsChats }) => wantsChats);
	}

	private async runChecks(chatID: string): Promise<void> {
		let failures = 0;
		do {
			this.checking.set(chatID, false);
			const asOf = this.clock.now();
			const path = chatPath(chatID);
			const result = await this.beeper.get(path, { maxParticipantCount: PARTICIPANTS });
			if (this.signal.aborted) return;
			if (result.status === 404 && this.chats.has(chatID)) this.deleted(chatID, asOf);
			else if (isSuccess(result)) this.observe({ ...(result.body as Chat), id: chatID }, asOf);
			// What Beeper could not say now is asked for again, for a while.
			const isUnknown = result.status !== 404 && !isSuccess(result);
			failures = isUnknown ? failures + 1 : 0;
			if (isUnknown && failures <= TRIES) this.checking.set(chatID, true);
			await wait(isUnknown ? backoffMs(failures) : ASK_MS, this.signal);
		} while (this.checking.get(chatID) && !this.signal.aborted);
		this.checking.delete(chatID);
	}

	private emit(change: ChatChange) {
		for (const subscriber of this.beeper.subscribers) subscriber.onChatChange(change);
	}
}
