import type { IDataObject } from 'n8n-workflow';
import { askedRead, explain } from '../../api/errors/errorText';
import type { Outcome } from '../../api/httpResult';
import { pause } from '../../values/wait';
import { persist } from '../../api/persist';
import type { FeedEvent } from '../feed/event';
import { feed } from '../feed/feed';
import { ChatMirror } from '../mirror/chats';
import { MessageMirror } from '../mirror/messages';
import type { Happening } from '../statusEvent';
import { keyOf, type Credential } from '../../api/apiClient';
import { ChatNews } from './chatChanges';
import { Clock } from './logicalClock';
import { Dialling } from './dialer';
import { Directory } from './directory';
import type { Ground } from './reconcilerHost';
import { Hydrator } from './messageFetcher';
import { Lines } from './chatQueues';
import type { Member } from './subscriber';
import { MessageNews } from './messageChanges';
import { Reconciler } from './reconciler';
import { Watch } from './connectionStatus';

/**
 * What all active triggers of one Beeper share: one socket, one loop that reads what the feed does not bring,
 * one memory of what was seen. It lives as long as it has members, and works with the helpers of those only.
 */
export class Station {
	readonly members = new Set<Member>();
	readonly directory = new Directory(this);
	private readonly stop = new AbortController();
	private readonly clock = new Clock();
	private readonly messages = new MessageMirror(Date.now());
	private readonly chats = new ChatMirror();
	private readonly watch = new Watch((state) => {
		for (const member of this.members) member.onConnection(state);
	}, this.stop.signal);
	private readonly chatNews = new ChatNews(this, this.chats, this.clock, this.stop.signal);
	private readonly messageNews = new MessageNews(
		this,
		this.messages,
		new Hydrator(this, this.clock, this.stop.signal),
		this.clock,
		this.stop.signal,
	);
	private readonly lines = new Lines(this.messageNews, this.clock, (chatID) =>
		this.reconciler.hurry(chatID),
	);
	private readonly reconciler = new Reconciler(this.ground());
	private readonly dialling: Dialling;

	constructor(
		readonly key: string,
		private readonly credential: Credential,
		/** Takes a member to the station of another Beeper, or of another token. */
		private readonly move: (member: Member, to: Credential) => void,
	) {
		this.dialling = new Dialling(this, credential, move);
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
	join(member: Member) {
		if (member.wantsChats) this.chatNews.wanted();
		this.members.add(member);
		const { state } = this.watch;
		if (state && state.standing !== 'connected') member.onConnection(state);
		if (this.members.size === 1) this.start();
		else this.doubt();
	}

	/** Takes a trigger out; `true` if it was the last one, and the station is over. */
	leave(member: Member): boolean {
		this.members.delete(member);
		if (this.members.size > 0) return false;
		this.stop.abort();
		return true;
	}

	/** GET with retries. */
	async get(url: string, qs: IDataObject = {}, timeout = 30_000): Promise<Outcome> {
		return await persist(async () => await this.getOnce(url, qs, timeout), {
			repeatable: true,
			signal: this.stop.signal,
		});
	}

	/** One GET without a second try, with the helpers of a trigger that is still there. */
	async getOnce(url: string, qs: IDataObject = {}, timeout = 30_000): Promise<Outcome> {
		for (const member of this.members) {
			const outcome = await member.rest.getOnce(url, qs, timeout);
			// Its trigger was closed meanwhile, or its credential leads elsewhere now: what came is worth nothing.
			if (!this.members.has(member)) continue;
			const { used } = member.rest;
			if (used && keyOf(used) !== this.key) {
				this.move(member, used);
				continue;
			}
			const answers = isAnswer(outcome);
			const reason = answers ? '' : explain(outcome, askedRead(this.baseUrl)).message;
			this.watch.answered(answers, reason);
			return outcome;
		}
		return { status: undefined, code: '', reason: 'stopped' };
	}

	/** Writes to n8n's log, in the name of one trigger. */
	log(happening: Happening) {
		const [first] = this.members;
		first?.log(happening);
	}

	onError(error: Error) {
		const [first] = this.members;
		first?.onError(error);
	}

	/** Reads a chat soon, before others. */
	lookAgain(chatID: string) {
		this.reconciler.hurry(chatID);
		this.reconciler.request();
	}

	private start() {
		void this.listen();
		void this.reconciler.keepGoing();
	}

	private async listen(): Promise<void> {
		await feed({
			tell: (event) => this.tryTake(event),
			address: async () => await this.dialling.address(),
			diagnose: async () => await this.dialling.diagnose(),
			signal: this.stop.signal,
			pause,
		});
	}

	/** Nothing in there may throw; if it does, it is seen, and costs nothing but this event. */
	private tryTake(event: FeedEvent) {
		if (this.stop.signal.aborted) return;
		try {
			this.take(event);
		} catch (error) {
			this.onError(error as Error);
		}
	}

	private take(event: FeedEvent) {
		this.log(event);
		switch (event.type) {
			case 'connected':
				this.dialling.connected();
				this.watch.connected();
				return this.doubt();
			case 'disconnected':
				this.watch.disconnected(event.reason);
				return this.reconciler.request();
			case 'gap':
				return this.doubt();
			case 'message.upserted':
			case 'message.deleted':
				return this.lines.take(event);
			case 'chat.upserted':
				this.directory.changed(event.chatID);
				return this.chatNews.changed(event.chatID);
			case 'chat.deleted':
				return this.chatNews.deleted(event.chatID, this.clock.tick(event.ts));
			default:
				return undefined;
		}
	}

	/** Something may have been missed. */
	private doubt() {
		this.lines.doubt();
		this.reconciler.doubt();
	}

	private ground(): Ground {
		return {
			signal: this.stop.signal,
			clock: this.clock,
			members: this.members,
			get: async (url, qs) => await this.get(url, qs),
			line: (chatID) => this.lines.of(chatID),
			isNeverSeen: (message) => this.messages.isNeverSeen(message),
			leaveOut: (until) => {
				this.messages.coveredSince = Math.max(this.messages.coveredSince, until);
			},
			vanished: (chatID, read, asOf) => this.messageNews.vanished(chatID, read, asOf),
			onChat: (chat, asOf) => this.chatNews.listed(chat, asOf),
			onAllChats: (ids, asOf) => this.chatNews.all(ids, asOf),
			onRead: (members, { chatID, asOf, sortKey, activity }) => {
				// Who joined since may lack more than was read.
				const isForAll = [...this.members].every((member) => members.includes(member));
				if (isForAll) this.lines.read(chatID, asOf);
				for (const member of members) member.onRead(chatID, sortKey, activity);
			},
			onCaughtUp: (messages, skippedChats) => {
				for (const member of this.members) member.onCaughtUp({ messages, skippedChats });
			},
			onDone: (since) => this.lines.done(since),
			isConnected: () => this.watch.isConnected,
			onError: (error) => this.onError(error),
		};
	}
}

/** Whether Beeper works for this token, whatever it thinks of the one request. */
const isAnswer = ({ status }: Outcome) => status !== undefined && status < 500 && status !== 401;
