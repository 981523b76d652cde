import type { IDataObject, ITriggerFunctions } from 'n8n-workflow';
import { withTimeout } from '../../shared/values/wait';
import type { HttpResult } from '../../shared/api/httpResult';
import type { Settings, EventName } from '../settings/settings';
import type { StatusEvent } from '../../shared/live/statusEvent';
import { activityOf, type Chat } from '../../shared/model/chat';
import { timeOf, type Message } from '../../shared/model/message';
import type { Difference, Snapshot } from '../../shared/live/mirror/messages';
import { writtenEvent } from './writtenEvent';
import type { ApiClient } from '../../shared/api/apiClient';
import type {
	CaughtUp,
	ChatChange,
	ConnectionState,
	Subscriber,
	FoundVia,
} from '../../shared/live/hub/subscriber';
import type { Anchor } from '../../shared/live/hub/numbering';
import { HubSubscription } from '../../shared/live/hub/hubs';
import type { Hub } from '../../shared/live/hub/hub';
import { noteAccount, noteAccounts } from '../state/accounts';
import { EventQueue } from './eventQueue';
import { connectionItem } from './item';
import { detectEvents } from './detectEvents';
import type { Memory } from '../state/memory';
import { deleted, ofChat, uniqueRevisions } from './triggerEvent';
import { Outages } from './outages';
import type { TriggerOutput } from '../delivery/triggerOutput';
import { redeliver } from './redeliver';
import { Emitter } from './emitter';

/** How far back missed messages count with 'Catch Up (Hours)' at 0: over a short interruption only. */
const MIN_CATCH_UP_MS = 600_000;

/** How long a message may be on its way and still count as new when the feed brings it, if not longer in any case. */
const MAX_DELAY_MS = 24 * 3_600_000;

/** The subscription of one trigger to the hub of its credential: makes events of what the hub says, and emits them. */
export class Subscription implements Subscriber {
	readonly wantsChanges: boolean;
	readonly wantsChats: boolean;
	readonly reconcileMs: number;
	readonly catchUpLimit: number;
	private readonly hubSubscription = new HubSubscription(this);
	private readonly outages: Outages;
	private readonly eventQueue: EventQueue;
	private readonly unique = uniqueRevisions();
	/** Edits from before this time (ms) were emitted before n8n stopped, or are history. */
	private editsSince: number;
	private readonly joinedAt = Date.now();

	constructor(
		context: ITriggerFunctions,
		readonly client: ApiClient,
		private readonly settings: Settings,
		private readonly memory: Memory,
		private readonly output: TriggerOutput,
		private readonly signal: AbortSignal,
	) {
		const { events } = settings;
		const wants = (...names: EventName[]) => names.some((name) => events.has(name));
		this.wantsChanges = wants(
			'message.edited',
			'message.deleted',
			'reaction.added',
			'reaction.removed',
		);
		this.wantsChats = wants('chat.created', 'chat.updated', 'chat.deleted');
		this.editsSince = memory.emittedAt;
		this.reconcileMs = settings.reconcileSeconds * 1_000;
		this.catchUpLimit = settings.catchUpLimit;
		const hub = () => this.hub;
		const emitter = new Emitter(context, settings, memory, output, signal, hub);
		const onError = (error: Error) => this.onError(error);
		this.eventQueue = new EventQueue(settings, memory, emitter, hub, onError);
		this.outages = new Outages(
			settings.outageMinutes,
			signal,
			(connection) => this.emitConnection(connection),
			output,
		);
	}

	/** Listens until the signal aborts, if `client` has read its credential. `accounts` is what GET /v1/accounts said. */
	open(accounts?: unknown) {
		const { used } = this.client;
		if (!used || this.signal.aborted) return;
		this.signal.addEventListener('abort', () => this.hubSubscription.leave(), { once: true });
		this.hubSubscription.join(used);
		this.hub?.directory.learnAccounts(accounts);
	}

	/** Resolves when all events so far have been emitted. */
	async idle(): Promise<void> {
		await this.eventQueue.idle();
	}

	log(event: StatusEvent) {
		this.output.log(event);
	}

	onError(error: Error) {
		this.output.onError(error);
	}

	get sweptAt(): number {
		return this.memory.sweptAt;
	}

	async onReady(): Promise<void> {
		const { hub, memory } = this;
		if (!hub) return;
		await noteAccounts(memory.positions, hub.directory);
		await redeliver(memory, hub, (triggerEvent) => this.eventQueue.addRedelivery(triggerEvent));
	}

	isBehind = (chat: Chat): boolean => {
		const activity = activityOf(chat);
		return activity >= this.oldest && this.memory.positions.isBehind(chat);
	};

	lacks(message: Message, isNeverSeen: boolean): boolean {
		const { positions } = this.memory;
		if (timeOf(message) < this.oldest || !writtenEvent(message)) return false;
		return positions.isNew(message) || (isNeverSeen && positions.isLateArrival(message));
	}

	hasAllBefore(message: Message): boolean {
		return timeOf(message) < this.oldest || this.memory.positions.hasAllBefore(message);
	}

	onMessage(message: Message, difference: Difference, source: FoundVia) {
		const { positions } = this.memory;
		noteAccount(positions, message.accountID, this.hub?.directory);
		const { editsSince, joinedAt, unique } = this;
		// A bridge that is set up again may bring months of history over the feed.
		const oldest = { read: this.oldest, live: Math.min(this.oldest, Date.now() - MAX_DELAY_MS) };
		const context = { positions, oldest, editsSince, joinedAt, unique };
		for (const triggerEvent of detectEvents(message, difference, source, context)) {
			this.eventQueue.add(triggerEvent);
		}
	}

	onMessageDeleted(chatID: string, snapshot: Snapshot) {
		if (!snapshot.hasContent || snapshot.isPending) return;
		this.eventQueue.add(deleted(chatID, snapshot, undefined, false));
	}

	onChatChange({ type, chat, ...fields }: ChatChange) {
		noteAccount(this.memory.positions, chat.accountID, this.hub?.directory);
		// A chat is created once; other changes may happen again.
		const revision = type === 'chat.created' ? '' : this.unique();
		this.eventQueue.add(ofChat(type, chat, revision, fields as IDataObject));
	}

	onChatRead(chatID: string, sortKey: string, activity: number) {
		const accountID = String(this.hub?.directory.chatNow(chatID)?.accountID ?? '');
		// In the chat's queue, so that it counts as read only when the messages found were emitted.
		this.eventQueue.addTask(chatID, () => {
			this.memory.positions.markRead(chatID, accountID, sortKey, activity);
		});
	}

	onGap() {
		this.memory.positions.suspectGap();
	}

	onLeftOut(chatID: string, until: number) {
		const accountID = String(this.hub?.directory.chatNow(chatID)?.accountID ?? '');
		this.eventQueue.addTask(chatID, () => {
			this.memory.positions.leaveOut(chatID, accountID, until);
		});
	}

	anchors(): Anchor[] {
		return this.memory.anchors.all();
	}

	onRenumbered() {
		this.memory.renumber();
		this.editsSince = Date.now();
		this.log({ type: 'renumbered' });
	}

	onSwept(at: number) {
		this.memory.sweptAt = at;
	}

	onConnection(state: ConnectionState) {
		this.outages.update(state);
	}

	onCaughtUp(result: CaughtUp) {
		this.outages.caughtUp(result);
		this.log({ type: 'upToDate', ...result });
	}

	onNotCaughtUp(since: number, reason: string) {
		this.outages.notCaughtUp(since, reason);
	}

	onUnauthorized(result: HttpResult, baseUrl: string) {
		this.outages.explained();
		this.output.onUnauthorized(result, baseUrl);
	}

	private get hub(): Hub | undefined {
		return this.hubSubscription.hub;
	}

	/** Missed messages from before this time (ms) are left out. */
	private get oldest(): number {
		const { catchUpHours } = this.settings;
		return Date.now() - (catchUpHours > 0 ? catchUpHours * 3_600_000 : MIN_CATCH_UP_MS);
	}

	/** Emits a change of the connection, which belongs to no chat and passes through no filter. */
	private emitConnection(connection: IDataObject) {
		if (!this.settings.events.has('connection.changed') || this.signal.aborted) return;
		const revision = this.unique();
		const ref = { event: 'connection.changed', chatID: '', messageID: '', revision };
		this.output.emit(connectionItem(connection), undefined, ref, false);
	}

	/** Waits until all events so far have been emitted, `ms` at most. */
	async close(ms: number): Promise<void> {
		await withTimeout(ms, this.idle());
	}
}
