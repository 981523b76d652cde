import type { Hub } from '../../shared/live/hub/hub';
import type { Settings } from '../settings/settings';
import { BoundedSet } from '../../shared/values/bounded';
import { passesEarly } from '../settings/filter';
import { selfID } from './item';
import type { Memory } from '../state/memory';
import { refOf, type TriggerEvent } from './triggerEvent';
import { identityOf } from '../state/pending';
import { Queues } from '../delivery/queues';
import type { Emitter } from './emitter';

/** How many edits are remembered; the first one is forgotten first. */
const MAX_EDITS = 5_000;

/** The events of one trigger: leaves out those that it does not want, and emits the others in order per chat. */
export class EventQueue {
	private readonly queues: Queues;
	/** Identities of edits that were emitted, by themselves or as part of a new message. */
	private readonly edits = new BoundedSet<string>(MAX_EDITS);

	constructor(
		private readonly settings: Settings,
		private readonly memory: Memory,
		private readonly emitter: Emitter,
		private readonly hub: () => Hub | undefined,
		onError: (error: Error) => void,
	) {
		this.queues = new Queues(onError);
	}

	/** Adds an event, unless the trigger does not want it. */
	add(triggerEvent: TriggerEvent) {
		const { event, chatID, message } = triggerEvent;
		const isWritten = event === 'message.received' || event === 'message.sent';
		// A new message is emitted as it is now, with its edits up to now.
		if (isWritten && message?.editedTimestamp) {
			const edit = { event: 'message.edited', revision: String(message.editedTimestamp) };
			this.edits.add(identityOf({ ...edit, chatID, messageID: message.id }));
		}
		if (!this.settings.events.has(event)) return;
		// Of a message that the mirror has forgotten, an old edit looks like a new one.
		if (event === 'message.edited') {
			const identity = identityOf(refOf(triggerEvent));
			if (this.edits.has(identity)) return;
			this.edits.add(identity);
		}
		// First, so that an event which fails a filter costs no request.
		if (!passesEarly(this.settings.filters, this.withActor(triggerEvent))) return;
		if (isWritten && message) {
			this.memory.beginEmitting(chatID, message.id);
		}
		this.queues.add(chatID, () => {
			const emitting = this.emitter.emit(triggerEvent);
			if (!isWritten || !message) return emitting;
			const end = () => this.memory.endEmitting(chatID, message.id);
			if (emitting) return emitting.finally(end);
			end();
		});
	}

	/** Adds an event that was emitted before n8n stopped, and may not have become an execution. */
	addRedelivery(triggerEvent: TriggerEvent) {
		this.queues.add(triggerEvent.chatID, () => this.emitter.emit(triggerEvent));
	}

	/** Does work when all events of the chat that were added so far have been emitted. */
	addTask(chatID: string, work: () => void) {
		this.queues.add(chatID, work);
	}

	/** Resolves when all events that were added so far have been emitted. */
	async idle(): Promise<void> {
		await this.queues.idle();
	}

	/** The event, of a reaction with whether the user reacted: only the account says so. */
	private withActor(triggerEvent: TriggerEvent): TriggerEvent {
		const { event, accountID, actorID } = triggerEvent;
		if (!event.startsWith('reaction.')) return triggerEvent;
		const self = selfID(this.hub()?.directory.accountNow(accountID) ?? {});
		return { ...triggerEvent, isSender: self !== undefined && self === actorID };
	}
}
