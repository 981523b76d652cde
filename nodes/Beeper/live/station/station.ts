import type { IDataObject } from 'n8n-workflow';
import { askedRead, explain } from '../../shared/explain';
import { isSuccess, type Outcome } from '../../shared/outcome';
import { pause } from '../../shared/pause';
import { persist } from '../../shared/persist';
import type { FeedEvent } from '../feed/event';
import { feed, type Diagnosis } from '../feed/feed';
import { ChatMirror } from '../mirror/chats';
import type { Message } from '../mirror/message';
import { MessageMirror } from '../mirror/messages';
import type { Happening } from '../happening';
import { keyOf, type Credential } from '../rest';
import { ChatNews } from './chatNews';
import { Clock } from './clock';
import { Directory } from './directory';
import type { Ground } from './ground';
import { Hydrator } from './hydrate';
import { Line, type Workbench } from './line';
import type { Member, Source } from './member';
import { Reconciler } from './reconciler';
import { Watch } from './watch';

/** A chat whose line is idle is forgotten when there are more than so many. */
const LINES = 1_000;

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
	private readonly lines = new Map<string, Line>();
	private readonly watch = new Watch((state) => {
		for (const member of this.members) member.onConnection(state);
	}, this.stop.signal);
	private readonly hydrator = new Hydrator(this, this.clock, this.stop.signal);
	private readonly chatNews = new ChatNews(this, this.chats, this.clock, this.stop.signal);
	private readonly reconciler = new Reconciler(this.ground());
	/** Since when (`Clock`) messages may be missing; `undefined` while nothing is. */
	private doubtSince: number | undefined;
	/** When (`Clock`) a chat was read last, as far as that matters for the doubt. */
	private readonly readAt = new Map<string, number>();
	private isUnauthorizedTold = false;
	/** Whether this Beeper has given its feed before. */
	private wasConnected = false;

	constructor(
		readonly key: string,
		private readonly credential: Credential,
		/** Takes a member to the station of another Beeper, or of another token. */
		private readonly move: (member: Member, to: Credential) => void,
	) {}

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

	private start() {
		void this.listen();
		void this.reconciler.keepGoing();
	}

	private async listen(): Promise<void> {
		await feed({
			tell: (event) => this.tryTake(event),
			address: async () => await this.address(),
			diagnose: async () => await this.diagnose(),
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
				this.isUnauthorizedTold = false;
				this.wasConnected = true;
				this.watch.connected();
				return this.doubt();
			case 'disconnected':
				this.watch.disconnected(event.reason);
				return this.reconciler.request();
			case 'gap':
				return this.doubt();
			case 'message.upserted':
			case 'message.deleted':
				return this.takeFrame(event);
			case 'chat.upserted':
				this.directory.changed(event.chatID);
				return this.chatNews.changed(event.chatID);
			case 'chat.deleted':
				return this.chatNews.deleted(event.chatID, this.clock.tick(event.ts));
			default:
				return undefined;
		}
	}

	private takeFrame(frame: Parameters<Line['push']>[0]['frame']) {
		const { chatID } = frame;
		const line = this.line(chatID);
		const isDoubtful =
			this.doubtSince !== undefined && !((this.readAt.get(chatID) ?? -1) >= this.doubtSince);
		if (isDoubtful) {
			line.holdBack();
			this.reconciler.hurry(chatID);
			// Once is enough: when its patience is over, its frames go through.
			this.readAt.set(chatID, Infinity);
		}
		line.push({ frame, asOf: this.clock.tick(frame.ts) });
	}

	/** Something may have been missed. */
	private doubt() {
		this.doubtSince = this.clock.now();
		this.readAt.clear();
		this.reconciler.doubt();
	}

	private line(chatID: string): Line {
		const known = this.lines.get(chatID);
		if (known) return known;
		if (this.lines.size >= LINES) {
			for (const [id, line] of this.lines) if (line.isIdle) this.lines.delete(id);
		}
		const line = new Line(chatID, this.bench());
		this.lines.set(chatID, line);
		return line;
	}

	/** Before every dial: each trigger's credential as it is now, so that a mended one is picked up. */
	private async address() {
		// Most share one credential, and n8n takes some ms to read it.
		const read = new Map<string, Promise<Credential | undefined>>();
		for (const member of [...this.members]) {
			const { credentialID } = member.rest;
			const reading = read.get(credentialID) ?? member.rest.credential().catch(() => undefined);
			read.set(credentialID, reading);
			const found = await reading;
			if (!found || keyOf(found) === this.key) continue;
			const now = await member.rest.credential().catch(() => undefined);
			if (now && keyOf(now) !== this.key && this.members.has(member)) this.move(member, now);
		}
		const { baseUrl, accessToken } = this.credential;
		const [first] = this.members;
		await first?.rest.mayDial(baseUrl);
		const url = `${baseUrl.replace(/^http/i, 'ws')}/v1/ws`;
		return { url, headers: { Authorization: `Bearer ${accessToken}` } };
	}

	/** Why the last dial came to nothing, as far as a request can tell. */
	private async diagnose(): Promise<Diagnosis> {
		const outcome = await this.getOnce('/v1/accounts', {}, 10_000);
		if (isSuccess(outcome)) {
			this.directory.learnAccounts(outcome.body);
			const why = this.wasConnected
				? ' at the moment'
				: '; it needs Beeper Desktop 4.2.557 or newer';
			return { reason: `Beeper answers, but refuses the event feed${why}` };
		}
		const isUnauthorized = outcome.status === 401;
		if (isUnauthorized && !this.isUnauthorizedTold) {
			this.isUnauthorizedTold = true;
			for (const member of this.members) member.onUnauthorized(outcome, this.baseUrl);
		}
		return { reason: explain(outcome, askedRead(this.baseUrl)).message, isUnauthorized };
	}

	private bench(): Workbench {
		const { messages, directory, hydrator } = this;
		return {
			signal: this.stop.signal,
			show: (message, asOf, source) => this.show(message, asOf, source),
			gone: (chatID, id, asOf) => this.gone(chatID, id, asOf),
			isUnseen: (chatID, id) => messages.get(chatID, id) === undefined,
			isKnownAsOf: (chatID, id, asOf) => (messages.get(chatID, id)?.asOf ?? -1) >= asOf,
			isResolved: ({ accountID }) => directory.isResolved(accountID),
			resolve: async ({ accountID }) => await directory.resolve(accountID),
			fetch: async (chatID, id) =>
				await hydrator.fetch(chatID, id, (message, asOf) => {
					this.show(message, asOf, 'live');
				}),
			onError: (error) => this.onError(error),
		};
	}

	private show(message: Message, asOf: number, source: Source) {
		const difference = this.messages.observe(message, asOf);
		if (difference.isStale) return;
		for (const member of this.members) member.onMessage(message, difference, source);
	}

	private gone(chatID: string, id: string, asOf: number) {
		const snapshot = this.messages.remove(chatID, id, asOf);
		if (snapshot) {
			for (const member of this.members) member.onGone(chatID, snapshot);
		} else if (this.messages.get(chatID, id) === undefined) {
			// On some builds a reaction that was taken back is told as the deletion of something unknown.
			this.lookAgain(chatID);
		}
	}

	private get wantsChanges(): boolean {
		return [...this.members].some(({ wantsChanges }) => wantsChanges);
	}

	private lookAgain(chatID: string) {
		if (!this.wantsChanges) return;
		this.reconciler.hurry(chatID);
		this.reconciler.request();
	}

	/** What a page should have shown, and did not, may be gone; unless something newer is known of it. */
	private vanished(chatID: string, read: Message[], asOf: number) {
		if (!this.wantsChanges) return;
		const shown = new Set(read.map(({ id }) => id));
		for (const id of this.messages.downTo(chatID, read[0].sortKey)) {
			const isNewer = (this.messages.get(chatID, id)?.asOf ?? asOf) >= asOf;
			if (shown.has(id) || isNewer) continue;
			void this.lookFor(chatID, id).catch((error) => this.onError(error as Error));
		}
	}

	/** A list may leave something out: only what Beeper does not know when it is asked is gone. */
	private async lookFor(chatID: string, id: string): Promise<void> {
		const asOf = this.clock.now();
		const found = await this.hydrator.look(chatID, id);
		if (found === 'gone') this.gone(chatID, id, asOf);
		else if (found) this.show(found, asOf, 'read');
	}

	private ground(): Ground {
		return {
			signal: this.stop.signal,
			clock: this.clock,
			members: this.members,
			get: async (url, qs) => await this.get(url, qs),
			line: (chatID) => this.line(chatID),
			isNeverSeen: (message) => this.messages.isNeverSeen(message),
			leaveOut: (until) => {
				this.messages.coveredSince = Math.max(this.messages.coveredSince, until);
			},
			vanished: (chatID, read, asOf) => this.vanished(chatID, read, asOf),
			onChat: (chat, asOf) => this.chatNews.listed(chat, asOf),
			onAllChats: (ids, asOf) => this.chatNews.all(ids, asOf),
			onRead: (members, { chatID, asOf, sortKey, activity }) => {
				// Who joined since may lack more than was read.
				const isForAll = [...this.members].every((member) => members.includes(member));
				if (isForAll) this.readAt.set(chatID, asOf);
				for (const member of members) member.onRead(chatID, sortKey, activity);
			},
			onCaughtUp: (messages, skippedChats) => {
				for (const member of this.members) member.onCaughtUp({ messages, skippedChats });
			},
			onDone: (since) => {
				if (this.doubtSince !== undefined && this.doubtSince > since) return;
				this.doubtSince = undefined;
				for (const line of this.lines.values()) line.release();
			},
			isConnected: () => this.watch.isConnected,
			onError: (error) => this.onError(error),
		};
	}
}

/** Whether Beeper works for this token, whatever it thinks of the one request. */
const isAnswer = ({ status }: Outcome) => status !== undefined && status < 500 && status !== 401;
