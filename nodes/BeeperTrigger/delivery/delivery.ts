import { hash } from 'crypto';
import type { IBinaryKeyData, IDataObject, IRun, ITriggerFunctions } from 'n8n-workflow';
import { withTimeout } from '../../shared/values/wait';
import type { Memory } from '../state/memory';
import { identityOf, type EventRef } from '../state/pending';

/** While so many executions of missed events are under way, further ones wait: n8n would start all at once. */
const MAX_AT_ONCE = 25;

/** An execution that takes longer than this no longer holds up the next one of its chat. */
const MAX_WAIT_MS = 3_600_000;

/** Missed events wait no longer than this for executions of others to end. */
const MAX_CATCH_UP_WAIT_MS = 10_000;

/** Hands events to n8n, and remembers each until its execution exists. */
export class Delivery {
	/** Executions of missed events that have not ended. */
	private readonly catchingUp = new Set<Promise<unknown>>();
	/** What keeps the keys of triggers apart. */
	private readonly prefix: string;
	private readonly inChat = new Map<string, Promise<unknown>>();

	constructor(
		private readonly context: ITriggerFunctions,
		private readonly memory: Memory,
		private readonly signal: AbortSignal,
	) {
		this.prefix = JSON.stringify([context.getWorkflow().id, context.getNode().id]);
	}

	/** Whether a missed event has to wait until executions under way have ended. */
	get isBusy(): boolean {
		return this.catchingUp.size >= MAX_AT_ONCE;
	}

	/** Waits until there is room for a missed event. */
	async room(): Promise<void> {
		const until = Date.now() + MAX_CATCH_UP_WAIT_MS;
		while (this.isBusy && !this.signal.aborted && Date.now() < until) {
			await withTimeout(until - Date.now(), Promise.race(this.catchingUp), this.signal);
		}
	}

	/** The execution of this chat that is under way, if any. */
	runningIn = (chatID: string): Promise<unknown> | undefined => this.inChat.get(chatID);

	/** Waits until no execution of this chat is under way. */
	async quiet(chatID: string): Promise<void> {
		const running = this.inChat.get(chatID);
		if (running) await withTimeout(MAX_WAIT_MS, running, this.signal);
	}

	/** One execution for one event; n8n itself refuses one that it has run already, by the key. */
	emit(json: IDataObject, binary: IBinaryKeyData | undefined, ref: EventRef, isCatchUp: boolean) {
		const identity = identityOf(ref);
		this.memory.pending.add(identity, ref);
		this.memory.write();
		const done = this.context.helpers.createDeferredPromise<IRun>();
		const settled = done.promise.then(
			() => {},
			() => {},
		);
		const over = settled.then(() => {
			this.memory.pending.remove(identity);
			this.catchingUp.delete(over);
			if (this.inChat.get(ref.chatID) === over) this.inChat.delete(ref.chatID);
		});
		if (isCatchUp) this.catchingUp.add(over);
		this.inChat.set(ref.chatID, over);
		const data = [[binary && Object.keys(binary).length > 0 ? { json, binary } : { json }]];
		const key = this.keyOf(identity);
		try {
			this.context.emit(data, undefined, done, key);
		} catch {
			// Where n8n tells no end of an execution, having handed it over has to do.
			this.context.emit(data, undefined, undefined, key);
			done.resolve(undefined as unknown as IRun);
		}
	}

	/** Hashed, since it may have 255 characters at most, and counts for the whole of n8n. */
	private keyOf(identity: string): string {
		return `beeper-${hash('sha256', this.prefix + identity)}`;
	}
}
