import { hash } from 'crypto';
import type { IBinaryKeyData, IDataObject, IRun, ITriggerFunctions } from 'n8n-workflow';
import { withTimeout } from '../../shared/values/wait';
import type { Memory } from '../state/memory';
import { identityOf, type EventRef } from '../state/pending';

/** How many executions of missed events run at the same time: n8n would start all at once. */
const MAX_AT_ONCE = 25;

/** How long an event waits at most for the running execution of its chat. */
const MAX_WAIT_MS = 3_600_000;

/** How long a missed event waits at most for running executions of others. */
const MAX_CATCH_UP_WAIT_MS = 10_000;

/** Hands items to n8n, and saves each event until its execution has ended. */
export class Delivery {
	/** Executions of missed events that have not ended. */
	private readonly catchingUp = new Set<Promise<unknown>>();
	/** Makes keys differ between triggers. */
	private readonly prefix: string;
	/** The last execution of each chat that has not ended. */
	private readonly inChat = new Map<string, Promise<unknown>>();

	constructor(
		private readonly context: ITriggerFunctions,
		private readonly memory: Memory,
		private readonly signal: AbortSignal,
	) {
		this.prefix = JSON.stringify([context.getWorkflow().id, context.getNode().id]);
	}

	/** Whether a missed event has to wait for running executions. */
	get isBusy(): boolean {
		return this.catchingUp.size >= MAX_AT_ONCE;
	}

	/** Waits until a missed event no longer has to wait, for ten seconds at most. */
	async room(): Promise<void> {
		const until = Date.now() + MAX_CATCH_UP_WAIT_MS;
		while (this.isBusy && !this.signal.aborted && Date.now() < until) {
			await withTimeout(until - Date.now(), Promise.race(this.catchingUp), this.signal);
		}
	}

	/** Resolves when the running execution of this chat has ended; `undefined` if there is none. */
	runningIn = (chatID: string): Promise<unknown> | undefined => this.inChat.get(chatID);

	/** Waits until the running execution of this chat has ended, for an hour at most. */
	async quiet(chatID: string): Promise<void> {
		const running = this.inChat.get(chatID);
		if (running) await withTimeout(MAX_WAIT_MS, running, this.signal);
	}

	/** Starts an execution. n8n refuses an event that has had one already, by the key. */
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
			// This n8n does not report the end of an execution: then it counts as ended at once.
			this.context.emit(data, undefined, undefined, key);
			done.resolve(undefined as unknown as IRun);
		}
	}

	/** The key of an event, unique in the whole of n8n. Hashed, since n8n allows 255 characters. */
	private keyOf(identity: string): string {
		return `beeper-${hash('sha256', this.prefix + identity)}`;
	}
}
