import type { IDataObject } from 'n8n-workflow';
import { failedRead, errorText } from '../../api/errors/errorText';
import type { HttpResult } from '../../api/httpResult';
import { wait } from '../../values/wait';
import { withRetry } from '../../api/persist';
import type { FeedEvent } from '../feed/event';
import { feed } from '../feed/feed';
import { ChatMirror } from '../mirror/chats';
import { MessageMirror } from '../mirror/messages';
import type { StatusEvent } from '../statusEvent';
import { credentialKey, type Credential } from '../../api/apiClient';
import { ChatChanges } from './chatChanges';
import { LogicalClock } from './logicalClock';
import { Dialer } from './dialer';
import { Directory } from './directory';
import type { ReconcilerHost } from './reconcilerHost';
import { MessageFetcher } from './messageFetcher';
import { ChatQueues } from './chatQueues';
import type { Subscriber } from './subscriber';
import { MessageChanges } from './messageChanges';
import { Reconciler } from './reconciler';
import { ConnectionStatus } from './connectionStatus';

/**
 * What all active triggers of one Beeper share: one socket, one loop that reads what the feed does not bring,
 * one memory of what was seen. It lives as long as it has members, and works with the helpers of those only.
 */
export class Hub {
	readonly subscribers = new Set<Subscriber>();
	readonly directory = new Directory(this);
	private readonly stop = new AbortController();
	private readonly clock = new LogicalClock();
	private readonly messages = new MessageMirror(Date.now());
	private readonly chats = new ChatMirror();
	private readonly connectionStatus = new ConnectionStatus((state) => {
		for (const subscriber of this.subscribers) subscriber.onConnection(state);
	}, this.stop.signal);
	private readonly chatChanges = new ChatChanges(this, this.chats, this.clock, this.stop.signal);
	private readonly messageChanges = new MessageChanges(
		this,
		this.messages,
		new MessageFetcher(this, this.clock, this.stop.signal),
		this.clock,
		this.stop.signal,
	);
	private readonly queues = new ChatQueues(this.messageChanges, this.clock, (chatID) =>
		this.reconciler.prioritize(chatID),
	);
	private readonly reconciler = new Reconciler(this.ground());
	private readonly dialer: Dialer;

	constructor(
		readonly key: string,
		private readonly credential: Credential,
		/** Takes a member to the station of another Beeper, or of another token. */
		private readonly move: (subscriber: Subscriber, to: Credential) => void,
	) {
		this.dialer = new Dialer(this, credential, move);
	}

	get baseUrl(): string {
		return this.credential.baseUrl;
	}

	get signal(): AbortSignal {
		return this.stop.signal;
	}

	/** The name of a user, as far as it was seen. */
	nameOf(userID: string): string | undefined {
		return this.messages.nameOf(userID);
	}

	/** Adds a trigger; the first one starts the station. */
	join(subscriber: Subscriber) {
		if (subscriber.wantsChats) this.chatChanges.beforeWatcherJoins();
		this.subscribers.add(subscriber);
		const { reported: state } = this.connectionStatus;
		if (state && state.state !== 'connected') subscriber.onConnection(state);
		if (this.subscribers.size === 1) this.start();
		else this.suspectGap();
	}

	/** Takes a trigger out; `true` if it was the last one, and the station is over. */
	leave(subscriber: Subscriber): boolean {
		this.subscribers.delete(subscriber);
		if (this.subscribers.size > 0) return false;
		this.stop.abort();
		return true;
	}

	/** GET with retries. */
	async get(url: string, qs: IDataObject = {}, timeout = 30_000): Promise<HttpResult> {
		return await withRetry(async () => await this.getOnce(url, qs, timeout), {
			repeatable: true,
			signal: this.stop.signal,
		});
	}

	/** One GET without a second try, with the helpers of a trigger that is still there. */
	async getOnce(url: string, qs: IDataObject = {}, timeout = 30_000): Promise<HttpResult> {
		for (const subscriber of this.subscribers) {
			const result = await subscriber.client.getOnce(url, qs, timeout);
			// Its trigger was closed meanwhile, or its credential leads elsewhere now: what came is worth nothing.
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
	}

	/** Writes to n8n's log, in the name of one trigger. */
	log(event: StatusEvent) {
		const [first] = this.subscribers;
		first?.log(event);
	}

	onError(error: Error) {
		const [first] = this.subscribers;
		first?.onError(error);
	}

	/** Reads a chat soon, before others. */
	rereadChat(chatID: string) {
		this.reconciler.prioritize(chatID);
		this.reconciler.requestRun();
	}

	private start() {
		void this.listen();
		void this.reconciler.runUntilStopped();
	}

	private async listen(): Promise<void> {
		await feed({
			onEvent: (event) => this.handleSafely(event),
			address: async () => await this.dialer.address(),
			diagnose: async () => await this.dialer.diagnose(),
			signal: this.stop.signal,
			wait: wait,
		});
	}

	/** Nothing in there may throw; if it does, it is seen, and costs nothing but this event. */
	private handleSafely(event: FeedEvent) {
		if (this.stop.signal.aborted) return;
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
				this.dialer.connected();
				this.connectionStatus.connected();
				return this.suspectGap();
			case 'disconnected':
				this.connectionStatus.disconnected(event.reason);
				return this.reconciler.requestRun();
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

	/** Something may have been missed. */
	private suspectGap() {
		this.queues.suspectGap();
		this.reconciler.suspectGap();
	}

	private ground(): ReconcilerHost {
		return {
			signal: this.stop.signal,
			clock: this.clock,
			subscribers: this.subscribers,
			get: async (url, qs) => await this.get(url, qs),
			queue: (chatID) => this.queues.of(chatID),
			isNeverSeen: (message) => this.messages.isNeverSeen(message),
			leaveOut: (until) => {
				this.messages.coveredSince = Math.max(this.messages.coveredSince, until);
			},
			vanished: (chatID, read, asOf) => this.messageChanges.checkMissing(chatID, read, asOf),
			onChat: (chat, asOf) => this.chatChanges.observe(chat, asOf),
			onAllChats: (ids, asOf) => this.chatChanges.observeAll(ids, asOf),
			onRead: (subscribers, { chatID, asOf, sortKey, activity }) => {
				// Who joined since may lack more than was read.
				const isForAll = [...this.subscribers].every((subscriber) =>
					subscribers.includes(subscriber),
				);
				if (isForAll) this.queues.markRead(chatID, asOf);
				for (const subscriber of subscribers) subscriber.onChatRead(chatID, sortKey, activity);
			},
			onCaughtUp: (messages, skippedChats) => {
				for (const subscriber of this.subscribers)
					subscriber.onCaughtUp({ messages, skippedChats });
			},
			onDone: (since) => this.queues.gapFilled(since),
			isConnected: () => this.connectionStatus.isConnected,
			onError: (error) => this.onError(error),
		};
	}
}

/** Whether Beeper works for this token, whatever it thinks of the one request. */
const isAnswer = ({ status }: HttpResult) => status !== undefined && status < 500 && status !== 401;
