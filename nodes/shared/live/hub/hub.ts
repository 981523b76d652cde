import type { IDataObject } from 'n8n-workflow';
import { credentialKey, type Credential } from '../../api/apiClient';
import { failedRead, errorText } from '../../api/errors/errorText';
import type { HttpResult } from '../../api/httpResult';
import { wait } from '../../values/wait';
import { withRetry } from '../../api/retry';
import type { FeedEvent } from '../feed/event';
import { feed } from '../feed/feed';
import { ChatMirror } from '../mirror/chats';
import { MessageMirror } from '../mirror/messages';
import type { StatusEvent } from '../statusEvent';
import { ChatChanges } from './chatChanges';
import { ChatQueues } from './chatQueues';
import { ConnectionStatus } from './connectionStatus';
import { Dialer } from './dialer';
import { Directory } from './directory';
import type { HubServices } from './hubServices';
import { LogicalClock } from './logicalClock';
import { MessageChanges } from './messageChanges';
import { MessageFetcher } from './messageFetcher';
import { Reconciler } from './reconciler';
import type { Subscriber } from './subscriber';

/**
 * What all subscribers with the same address and token share: a feed, a reconciler, and a memory of what was seen.
 * It lives as long as it has subscribers. Requests are made with the n8n context of one of them.
 */
export class Hub implements HubServices {
	readonly subscribers = new Set<Subscriber>();
	readonly clock = new LogicalClock();
	readonly directory = new Directory(this);
	private readonly stop = new AbortController();
	/** What takes a subscriber to the hub of another credential. */
	private readonly moves = new Map<Subscriber, (to: Credential) => void>();
	private readonly connectionStatus = new ConnectionStatus(this);
	private readonly messages = new MessageMirror(Date.now());
	private readonly chatChanges = new ChatChanges(this, new ChatMirror());
	private readonly messageChanges = new MessageChanges(
		this,
		this.messages,
		new MessageFetcher(this),
	);
	private readonly queues = new ChatQueues(this, this.messageChanges);
	private readonly reconciler = new Reconciler({
		hub: this,
		queues: this.queues,
		messages: this.messages,
		messageChanges: this.messageChanges,
		chatChanges: this.chatChanges,
	});
	private readonly dialer = new Dialer(this);

	constructor(
		readonly key: string,
		readonly credential: Credential,
	) {}

	get baseUrl(): string {
		return this.credential.baseUrl;
	}

	get signal(): AbortSignal {
		return this.stop.signal;
	}

	get isConnected(): boolean {
		return this.connectionStatus.isConnected;
	}

	get feedSince(): number {
		return this.connectionStatus.feedSince;
	}

	/** The name of a user, as it was last seen on a message; `undefined` if it was not seen. */
	nameOf(userID: string): string | undefined {
		return this.messages.nameOf(userID);
	}

	/** Adds a subscriber; the first one starts the hub. `moveTo` takes it to the hub of another credential. */
	join(subscriber: Subscriber, moveTo: (to: Credential) => void) {
		if (subscriber.wantsChats) this.chatChanges.beforeWatcherJoins();
		this.subscribers.add(subscriber);
		this.moves.set(subscriber, moveTo);
		const { reported } = this.connectionStatus;
		if (reported && reported.state !== 'connected') subscriber.onConnection(reported);
		if (this.subscribers.size === 1) this.start();
		else this.suspectGap();
	}

	/** Removes a subscriber; `true` if it was the last one, which ends the hub for good. */
	leave(subscriber: Subscriber): boolean {
		this.subscribers.delete(subscriber);
		this.moves.delete(subscriber);
		if (this.subscribers.size === 0) this.stop.abort();
		return this.signal.aborted;
	}

	move(subscriber: Subscriber, to: Credential) {
		this.moves.get(subscriber)?.(to);
	}

	readonly get = async (url: string, qs: IDataObject = {}, timeout = 30_000) =>
		await withRetry(async () => await this.getOnce(url, qs, timeout), {
			repeatable: true,
			signal: this.signal,
		});

	readonly getOnce = async (
		url: string,
		qs: IDataObject = {},
		timeout = 30_000,
	): Promise<HttpResult> => {
		for (const subscriber of this.subscribers) {
			const result = await subscriber.client.getOnce(url, qs, timeout);
			// It left meanwhile, or its credential names another Beeper now: the result counts for nothing.
			if (!this.subscribers.has(subscriber)) continue;
			const { used } = subscriber.client;
			if (used && credentialKey(used) !== this.key) {
				this.move(subscriber, used);
				continue;
			}
			const answers = isAnswer(result);
			const reason = answers ? '' : errorText(result, failedRead(this.baseUrl)).message;
			this.connectionStatus.answered(answers, reason);
			return result;
		}
		return { status: undefined, code: '', reason: 'stopped' };
	};

	log(event: StatusEvent) {
		for (const subscriber of this.subscribers) if (subscriber.log) return subscriber.log(event);
	}

	onError(error: Error) {
		const [first] = this.subscribers;
		first?.onError(error);
	}

	prioritize(chatID: string) {
		this.reconciler.prioritize(chatID);
	}

	rereadChat(chatID: string) {
		this.reconciler.prioritize(chatID);
		this.reconciler.requestRun();
	}

	private start() {
		void feed({
			onEvent: (event) => this.handleSafely(event),
			address: async () => await this.dialer.address(),
			diagnose: async () => await this.dialer.diagnose(),
			signal: this.signal,
			wait,
		});
		void this.reconciler.runUntilStopped();
	}

	/** Handles an event. An error, which should not happen, is reported and costs this event only. */
	private handleSafely(event: FeedEvent) {
		if (this.signal.aborted) return;
		try {
			this.handle(event);
		} catch (error) {
			this.onError(error as Error);
		}
	}

	private handle(event: FeedEvent) {
		this.log(event);
		switch (event.type) {
			case 'connected':
				this.connectionStatus.connected(this.dialer.connected());
				return this.suspectGap();
			case 'disconnected':
				this.connectionStatus.disconnected(event.reason);
				return this.reconciler.disconnected();
			case 'gap':
				return this.suspectGap();
			case 'message.upserted':
			case 'message.deleted':
				return this.queues.enqueue(event);
			case 'chat.upserted':
				this.directory.markStale(event.chatID);
				return this.chatChanges.check(event.chatID);
			case 'chat.deleted':
				return this.chatChanges.deleted(event.chatID, this.clock.tick(event.ts));
			default:
				return undefined;
		}
	}

	/** Events may have been missed: frames wait until their chats were read, and all chats are looked through. */
	private suspectGap() {
		for (const subscriber of this.subscribers) subscriber.onGap();
		this.queues.suspectGap();
		this.reconciler.suspectGap();
	}
}

/** Whether Beeper works with this token, even if it refused the one request. */
const isAnswer = ({ status }: HttpResult) => status !== undefined && status < 500 && status !== 401;
