import type { Chat } from '../../model/chat';
import type { Message } from '../../model/message';
import type { LogicalClock } from './logicalClock';
import type { ChatQueue } from './chatQueue';
import type { Subscriber } from './subscriber';
import type { Get } from '../../api/pages';

/** A chat that was read: up to which sort key (empty if of none), and its last activity (ms). */
export interface ReadChat {
	chatID: string;
	asOf: number;
	sortKey: string;
	activity: number;
}

/** What the reconciler works on. */
export interface ReconcilerHost {
	readonly signal: AbortSignal;
	readonly clock: LogicalClock;
	readonly subscribers: ReadonlySet<Subscriber>;
	get: Get;
	queue(chatID: string): ChatQueue;
	isNeverSeen(message: Message): boolean;
	/** Messages up to this time (ms) were left out, and are not to be found later. */
	leaveOut(until: number): void;
	/** Told what was read, oldest first: messages that should stand between these are gone. */
	vanished(chatID: string, read: Message[], asOf: number): void;
	onChat(chat: Chat, asOf: number): void;
	/** All chats that there are were seen, as of this moment. */
	onAllChats(ids: ReadonlySet<string>, asOf: number): void;
	/** Everything in the chat that these members lacked was shown; `asOf` is when it was asked for. */
	onRead(subscribers: Subscriber[], read: ReadChat): void;
	onCaughtUp(messages: number, skippedChats: number): void;
	/** What was missed up to this moment has been read. */
	onDone(since: number): void;
	isConnected(): boolean;
	onError(error: Error): void;
}
