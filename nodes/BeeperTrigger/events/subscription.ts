import type { IDataObject, ITriggerFunctions } from 'n8n-workflow';
import { atMost } from '../../shared/values/wait';
import type { Outcome } from '../../shared/api/httpResult';
import type { Choice, EventName } from '../settings/settings';
import type { Happening } from '../../shared/live/statusEvent';
import type { Chat } from '../../shared/live/mirror/chats';
import { timeOf, type Message } from '../../shared/model/message';
import type { Difference, Snapshot } from '../../shared/live/mirror/messages';
import { writtenEvent } from './writtenEvent';
import type { Rest } from '../../shared/api/apiClient';
import type {
	CaughtUp,
	ChatChange,
	ConnectionState,
	Member,
	Source,
} from '../../shared/live/hub/subscriber';
import { Seat } from '../../shared/live/hub/hubs';
import type { Station } from '../../shared/live/hub/hub';
import { noteAccount, noteAccounts } from '../state/accounts';
import { Intake } from './eventQueue';
import { connectionItem } from './item';
import { judge } from './detectEvents';
import type { Memory } from '../state/memory';
import { deleted, toChat } from './triggerEvent';
import { Outages } from './outages';
import type { Outlet } from '../delivery/triggerOutput';
import { redeliver } from './redeliver';
import { Teller } from './emitter';

/** With catching up switched off, what a short interruption held up still counts as new. */
const SHORT_MS = 600_000;

/** One trigger: what it wants of what its station tells, in order per chat, as items. */
export class Subscription implements Member {
	readonly wantsChanges: boolean;
	readonly wantsChats: boolean;
	readonly reconcileMs: number;
	readonly catchUpLimit: number;
	private readonly seat = new Seat(this);
	private readonly outages: Outages;
	private readonly intake: Intake;
	private lastUnique = 0;
	/** Edits from before this time (ms) were told before n8n stopped, or are history. */
	private readonly editsSince: number;
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
		const station = () => this.station;
		const teller = new Teller(context, choice, memory, outlet, signal, station);
		this.intake = new Intake(choice, memory, teller, station, (error) => this.onError(error));
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
		await this.intake.idle();
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
		const { station, memory } = this;
		if (!station) return;
		await noteAccounts(memory.positions, station.directory);
		await redeliver(memory, station, (occurrence) => this.intake.again(occurrence));
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
		const { positions } = this.memory;
		noteAccount(positions, message.accountID, this.station?.directory);
		const { oldest, editsSince, joinedAt, unique } = this;
		const grounds = { positions, oldest, editsSince, joinedAt, unique };
		for (const occurrence of judge(message, difference, source, grounds)) {
			this.intake.take(occurrence);
		}
	}

	onGone(chatID: string, snapshot: Snapshot) {
		if (!snapshot.hasContent || snapshot.isPending) return;
		this.intake.take(deleted(chatID, snapshot, undefined, false));
	}

	onChat({ type, chat, ...fields }: ChatChange) {
		noteAccount(this.memory.positions, chat.accountID, this.station?.directory);
		// A chat is created once; whatever else happens to it may happen again.
		const revision = type === 'chat.created' ? '' : this.unique();
		this.intake.take(toChat(type, chat, revision, fields as IDataObject));
	}

	onRead(chatID: string, sortKey: string, activity: number) {
		const accountID = String(this.station?.directory.chatNow(chatID)?.accountID ?? '');
		// In the chat's queue, so that it counts as read only when what was found is told.
		this.intake.inTurn(chatID, () => {
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
