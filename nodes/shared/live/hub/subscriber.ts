import type { Chat } from '../../model/chat';
import type { ChatDifference } from '../mirror/chats';
import type { Message } from '../../model/message';
import type { Difference, Snapshot } from '../mirror/messages';
import type { HttpResult } from '../../api/httpResult';
import type { StatusEvent } from '../statusEvent';
import type { ApiClient } from '../../api/apiClient';

/** Whether it came over the feed the moment it happened, or was found by reading. */
export type FoundVia = 'live' | 'read';

/** What may happen to a chat, besides its messages. */
export type ChatChange =
	| { type: 'chat.created'; chat: Chat }
	| ({ type: 'chat.updated'; chat: Chat } & ChatDifference)
	| { type: 'chat.deleted'; chat: Chat };

/** How a hub is connected to its Beeper. */
export interface ConnectionState {
	/** There is a feed; there is none, but Beeper answers requests; it does not answer. */
	state: 'connected' | 'polling' | 'lost';
	/** Since when (ms) there has been no feed; of a connection that is there, since when there was none before. */
	since: number;
	/** Why there is none, in a person's words; empty where there is one. */
	reason: string;
}

/** What came of catching up. */
export interface CaughtUp {
	/** Messages found by reading that had been missed. */
	messages: number;
	/** Chats left out because so many messages were missed. */
	skippedChats: number;
}

/** One trigger that listens through a station. None of its methods may throw, or wait. */
export interface Subscriber {
	/** Its way to Beeper, which the station uses as long as it is a member. */
	readonly client: ApiClient;
	/** Whether it wants to know how messages change: then newest pages are read as something to compare with. */
	readonly wantsChanges: boolean;
	/** Whether it wants to know what happens to chats: then all of them are looked at. */
	readonly wantsChats: boolean;
	readonly reconcileMs: number;
	readonly catchUpLimit: number;

	log(event: StatusEvent): void;
	/** Told before its first messages are read: whoever it is, Beeper answers now. */
	onReady(): Promise<void>;
	/** Whether this chat, as a list shows it, may hold messages that it has not had. */
	isBehind(chat: Chat): boolean;
	/** Whether this message is one that it should have had, and has not. */
	lacks(message: Message, isNeverSeen: boolean): boolean;
	/** Whether there is nothing for it before this message. */
	hasAllBefore(message: Message): boolean;
	/** When (ms) all chats were looked through for it. */
	readonly sweptAt: number;
	onMessage(message: Message, difference: Difference, source: FoundVia): void;
	/** A message is no more; what was known of it. */
	onMessageDeleted(chatID: string, snapshot: Snapshot): void;
	onChatChange(change: ChatChange): void;
	/** Everything in the chat up to this sort key was shown to it. */
	onChatRead(chatID: string, sortKey: string, activity: number): void;
	/** All chats that were active since `sweptAt` were looked through at this time (ms). */
	onSwept(at: number): void;
	onConnection(state: ConnectionState): void;
	onCaughtUp(result: CaughtUp): void;
	onUnauthorized(result: HttpResult, baseUrl: string): void;
	onError(error: Error): void;
}
