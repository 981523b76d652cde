import type { ApiClient } from '../../api/apiClient';
import type { HttpResult } from '../../api/httpResult';
import type { Chat } from '../../model/chat';
import type { Message } from '../../model/message';
import type { ChatDifference } from '../mirror/chats';
import type { Difference, Snapshot } from '../mirror/messages';
import type { StatusEvent } from '../statusEvent';
import type { Anchor } from './numbering';

/** Where a message was found: on the feed the moment something happened to it, or later by reading the chat. */
export type FoundVia = 'live' | 'read';

/** What happens to a chat, besides its messages. */
export type ChatChange =
	| { type: 'chat.created'; chat: Chat }
	| ({ type: 'chat.updated'; chat: Chat } & ChatDifference)
	| { type: 'chat.deleted'; chat: Chat };

/** How a hub is connected to its Beeper. */
export interface ConnectionState {
	/** There is a feed; there is none, but Beeper answers requests; Beeper does not answer. */
	state: 'connected' | 'polling' | 'lost';
	/** Since when (ms) there has been no feed; if there is one, since when there was none before. */
	since: number;
	/** Why there is no feed, in words for a person; empty if there is one. */
	reason: string;
}

/** What a full run of the reconciler found. */
export interface CaughtUp {
	/** How many missed messages were found. */
	messages: number;
	/** In how many chats missed messages were left out, since there were too many. */
	skippedChats: number;
}

/** Somebody who listens through a hub, such as a trigger. Its methods must not throw, and return at once. */
export interface Subscriber {
	/** The hub makes requests with it as long as the subscriber is there. */
	readonly client: ApiClient;
	/** Whether it wants edits, deletions and reactions: then the newest pages are read for comparison. */
	readonly wantsChanges: boolean;
	/** Whether it wants changes of chats: then all chats are listed. */
	readonly wantsChats: boolean;
	/** How often (ms) chats are to be listed while there is a feed. */
	readonly reconcileMs: number;
	/** How many missed messages it wants at most after a gap. */
	readonly catchUpLimit: number;
	/** When (ms) the last full run for it started. */
	readonly sweptAt: number;

	/** Writes to n8n's log; without it, another subscriber does. */
	log?(event: StatusEvent): void;
	/** Messages that it has received: by their IDs it is noticed that Beeper has numbered all messages anew. */
	anchors(): Anchor[];
	/** All messages have other IDs and sort keys than before. */
	onRenumbered(): void;
	/** Called once, before its first messages are read; Beeper answers now. The only method that may take its time. */
	onReady(): Promise<void>;
	/** Whether the chat, as a list shows it, may hold messages that it has not received. */
	isBehind(chat: Chat): boolean;
	/** Whether it should have received this message, and has not. */
	lacks(message: Message, isNeverSeen: boolean): boolean;
	/** Whether it lacks nothing before this message. */
	hasAllBefore(message: Message): boolean;
	onMessage(message: Message, difference: Difference, source: FoundVia): void;
	/** A message was deleted; the snapshot is what was known of it. */
	onMessageDeleted(chatID: string, snapshot: Snapshot): void;
	onChatChange(change: ChatChange): void;
	/** Events may have been missed in all chats. */
	onGap(): void;
	/** Missed messages of the chat up to this time (ms) were left out, since there were too many. */
	onLeftOut(chatID: string, until: number): void;
	/** It was shown everything in the chat up to this sort key (empty if there is none) and time (ms). */
	onChatRead(chatID: string, sortKey: string, activity: number): void;
	/** A full run that started at this time (ms) looked through all chats that were active since `sweptAt`. */
	onSwept(at: number): void;
	onConnection(state: ConnectionState): void;
	onCaughtUp(result: CaughtUp): void;
	/** Full runs have failed since this time (ms), for this reason in words for a person. */
	onNotCaughtUp(since: number, reason: string): void;
	/** Beeper refused the token; called once until there is a feed again. */
	onUnauthorized(result: HttpResult, baseUrl: string): void;
	onError(error: Error): void;
}
