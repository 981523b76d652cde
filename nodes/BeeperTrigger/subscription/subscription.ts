import type { IDataObject, ITriggerFunctions } from 'n8n-workflow';
import { atMost } from '../../Beeper/shared/pause';
import type { Outcome } from '../../Beeper/shared/outcome';
import type { Choice, EventName } from '../choice';
import { passesEarly } from '../filter';
import type { Happening } from '../../Beeper/live/happening';
import type { Chat } from '../../Beeper/live/mirror/chats';
import { timeOf, type Message } from '../../Beeper/live/mirror/message';
import type { Difference, Snapshot } from '../../Beeper/live/mirror/messages';
import { writtenEvent } from '../newMessage';
import type { Rest } from '../../Beeper/live/rest';
import type {
	CaughtUp,
	ChatChange,
	ConnectionState,
	Member,
	Source,
} from '../../Beeper/live/station/member';
import { Seat } from '../../Beeper/live/station/registry';
import type { Station } from '../../Beeper/live/station/station';
import { connectionItem, selfID } from './item';
import { judge } from './judge';
import type { Memory } from './memory';
import { deleted, refOf, toChat, type Occurrence } from './occurrence';
import { Outages } from './outages';
import type { Outlet } from './outlet';
import { identityOf } from './pending';
import { Queues } from './queues';
import { redeliver } from './redeliver';
import { Seen } from './seen';
import { Teller } from './teller';

/** An account that turns up brings its history along; what is older than this counts as that. */
const NEW_ACCOUNT_MS = 60_000;

/** With catching up switched off, what a short interruption held up still counts as new. */
const SHORT_MS = 600_000;

/** One trigger: what it wants of what its station tells, in order per chat, as items. */
export class Subscription implements Member {
	readonly wantsChanges: boolean;
	readonly wantsChats: boolean;
	readonly reconcileMs: number;
	readonly catchUpLimit: number;
	private readonly seat = new Seat(this);
	private readonly queues = new Queues((error) => this.onError(error));
	private readonly outages: Outages;
	private readonly teller: Teller;
	private lastUnique = 0;
	/** Edits from before this time (ms) were told before n8n stopped, or are history. */
	private readonly editsSince: number;
	private readonly edits = new Seen();
	private readonly joinedAt = Date.now();

	constructor(
		context: ITriggerFunctions,
		readonly rest: Rest,
		private readonly choice: Choice,
		private readonly memory: Memory,
		private readonly outlet: Outlet,
		private readonly signal: AbortSignal,
	) {
		const { events } = choice;
		const wants = (...names: EventName[]) => names.some((name) => events.has(name));
		this.wantsChanges = wants(
			'message.edited',
			'message.deleted',
			'reaction.added',
			'reaction.removed',
		);
		this.wantsChats = wants('chat.created', 'chat.updated', 'chat.deleted');
		this.editsSince = memory.toldAt;
		this.reconcileMs = choice.reconcileSeconds * 1_000;
		this.catchUpLimit = choice.catchUpLimit;
		this.teller = new Teller(context, choice, memory, outlet, signal, () => this.station);
		this.outages = new Outages(
			choice.outageMinutes,
			signal,
			(connection) => this.tellConnection(connection),
			outlet,
		);
	}

	/** Starts to listen; ends when the signal aborts. `accounts` is the answer of GET /v1/accounts, if there is one. */
	open(accounts?: unknown) {
		const { used } = this.rest;
		if (!used || this.signal.aborted) return;
		this.signal.addEventListener('abort', () => this.seat.leave(), { once: true });
		this.seat.take(used);
		this.station?.directory.learnAccounts(accounts);
	}

	/** Resolves when what was begun is done. */
	async idle(): Promise<void> {
		await this.queues.idle();
	}

	log(happening: Happening) {
		this.outlet.log(happening);
	}

	onError(error: Error) {
		this.outlet.onError(error);
	}

	get sweptAt(): number {
		return this.memory.sweptAt;
	}

	async onReady(): Promise<void> {
		const { station } = this;
		await this.noteAccounts();
		if (station) await redeliver(this.memory, station, (occurrence) => this.tellAgain(occurrence));
	}

	isBehind = (chat: Chat): boolean => {
		const activity = Date.parse(String(chat.lastActivity ?? '')) || 0;
		return activity >= this.oldest && this.memory.positions.isBehind(chat);
	};

	lacks(message: Message, isNeverSeen: boolean): boolean {
		const { positions } = this.memory;
		if (timeOf(message) < this.oldest || !writtenEvent(message)) return false;
		return positions.isNew(message) || (isNeverSeen && positions.isLateArrival(message));
	}

	isReachedBy(message: Message): boolean {
		return timeOf(message) < this.oldest || this.memory.positions.isReachedBy(message);
	}

	onMessage(message: Message, difference: Difference, source: Source) {
		this.noteAccount(message.accountID);
		const { positions } = this.memory;
		const { oldest, editsSince, joinedAt, unique } = this;
		const grounds = { positions, oldest, editsSince, joinedAt, unique };
		for (const occurrence of judge(message, difference, source, grounds)) this.take(occurrence);
	}

	onGone(chatID: string, snapshot: Snapshot) {
		if (!snapshot.hasContent || snapshot.isPending) return;
		this.take(deleted(chatID, snapshot, undefined, false));
	}

	onChat({ type, chat, ...fields }: ChatChange) {
		this.noteAccount(chat.accountID);
		// A chat is created once; whatever else happens to it may happen again.
		const revision = type === 'chat.created' ? '' : this.unique();
		this.take(toChat(type, chat, revision, fields as IDataObject));
	}

	onRead(chatID: string, sortKey: string, activity: number) {
		const accountID = String(this.station?.directory.chatNow(chatID)?.accountID ?? '');
		// In the chat's queue, so that it counts as read only when what was found is told.
		this.queues.add(chatID, () => {
			this.memory.positions.read(chatID, accountID, sortKey, activity);
		});
	}

	onSwept(at: number) {
		this.memory.sweptAt = at;
	}

	onConnection(state: ConnectionState) {
		this.outages.change(state);
	}

	onCaughtUp(result: CaughtUp) {
		this.outages.caughtUp(result);
		this.log({ type: 'upToDate', ...result });
	}

	onUnauthorized(outcome: Outcome, baseUrl: string) {
		this.outages.explained();
		this.outlet.onUnauthorized(outcome, baseUrl);
	}

	private get station(): Station | undefined {
		return this.seat.station;
	}

	/** Missed messages from before this time (ms) are left out. */
	private get oldest(): number {
		const { catchUpHours } = this.choice;
		return Date.now() - (catchUpHours > 0 ? catchUpHours * 3_600_000 : SHORT_MS);
	}

	private readonly unique = (): string => {
		this.lastUnique = Math.max(Date.now(), this.lastUnique + 1);
		return String(this.lastUnique);
	};

	/** The accounts that are there the first time have always been there. */
	private async noteAccounts() {
		const { positions } = this.memory;
		if (positions.accounts.size > 0 || !this.station) return;
		for (const accountID of await this.station.directory.allAccounts()) {
			positions.addAccount(accountID, 0);
		}
	}

	/** An account that was not there when the trigger was first activated is new: it has a history. */
	private noteAccount(accountID: string) {
		const { accounts } = this.memory.positions;
		if (accounts.has(accountID)) return;
		const isListed = this.station?.directory.isListed(accountID) ?? false;
		// iMessage is in no list of accounts; it has always been there.
		if (!isListed || accounts.size === 0) return this.memory.positions.addAccount(accountID, 0);
		this.memory.positions.addAccount(accountID, Date.now() - NEW_ACCOUNT_MS);
	}

	private take(occurrence: Occurrence) {
		const { event, chatID, message } = occurrence;
		const isWritten = event === 'message.received' || event === 'message.sent';
		// A new message is told as it is now, with its edits up to now.
		if (isWritten && message?.editedTimestamp) {
			const edit = { event: 'message.edited', revision: String(message.editedTimestamp) };
			this.edits.isFirst(identityOf({ ...edit, chatID, messageID: message.id }));
		}
		if (!this.choice.events.has(event)) return;
		// A message that was forgotten since shows its edit again, as if it were new.
		if (event === 'message.edited' && !this.edits.isFirst(identityOf(refOf(occurrence)))) return;
		// Before anything is asked for: what fails a filter costs no request.
		if (!passesEarly(this.choice.filters, this.withActor(occurrence))) return;
		if (isWritten && message) {
			this.memory.beginTelling(chatID, message.id);
		}
		this.queues.add(chatID, () => {
			const telling = this.teller.tell(occurrence);
			if (!isWritten || !message) return telling;
			const end = () => this.memory.endTelling(chatID, message.id);
			if (telling) return telling.finally(end);
			end();
		});
	}

	/** With whether it was the user who reacted, which only the account can say. */
	private withActor(occurrence: Occurrence): Occurrence {
		const { event, accountID, actorID } = occurrence;
		if (!event.startsWith('reaction.')) return occurrence;
		const self = selfID(this.station?.directory.accountNow(accountID) ?? {});
		return { ...occurrence, isSender: self !== undefined && self === actorID };
	}

	private tellAgain(occurrence: Occurrence) {
		this.queues.add(occurrence.chatID, () => this.teller.tell(occurrence));
	}

	/** What happens to the connection is in no chat, and passes no filter. */
	private tellConnection(connection: IDataObject) {
		if (!this.choice.events.has('connection.changed') || this.signal.aborted) return;
		const revision = this.unique();
		const ref = { event: 'connection.changed', chatID: '', messageID: '', revision };
		this.outlet.emit(connectionItem(connection), undefined, ref, false);
	}

	/** Waits, at most so long, until what was begun is done. */
	async close(ms: number): Promise<void> {
		await atMost(ms, this.idle());
	}
}
