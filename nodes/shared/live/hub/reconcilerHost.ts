import type { Chat } from '../mirror/chats';
import type { Message } from '../../model/message';
import type { Clock } from './logicalClock';
import type { Line } from './chatQueue';
import type { Member } from './subscriber';
import type { Get } from '../../api/pages';

/** A chat that was read: up to which sort key (empty if of none), and its last activity (ms). */
export interface ReadChat {
	chatID: string;
	asOf: number;
	sortKey: string;
	activity: number;
}

/** What the reconciler works on. */
export interface Ground {
	readonly signal: AbortSignal;
	readonly clock: Clock;
	readonly members: ReadonlySet<Member>;
	get: Get;
	line(chatID: string): Line;
	isNeverSeen(message: Message): boolean;
	/** Messages up to this time (ms) were left out, and are not to be found later. */
	leaveOut(until: number): void;
	/** Told what was read, oldest first: messages that should stand between these are gone. */
	vanished(chatID: string, read: Message[], asOf: number): void;
	onChat(chat: Chat, asOf: number): void;
	/** All chats that there are were seen, as of this moment. */
	onAllChats(ids: ReadonlySet<string>, asOf: number): void;
	/** Everything in the chat that these members lacked was shown; `asOf` is when it was asked for. */
	onRead(members: Member[], read: ReadChat): void;
	onCaughtUp(messages: number, skippedChats: number): void;
	/** What was missed up to this moment has been read. */
	onDone(since: number): void;
	isConnected(): boolean;
	onError(error: Error): void;
}
