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

/** Takes in what happened: leaves out what one trigger does not want, and has the rest told in order per chat. */
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

	/** Takes an event that may be wanted. */
	add(triggerEvent: TriggerEvent) {
		const { event, chatID, message } = triggerEvent;
		const isWritten = event === 'message.received' || event === 'message.sent';
		// A new message is told as it is now, with its edits up to now.
		if (isWritten && message?.editedTimestamp) {
			const edit = { event: 'message.edited', revision: String(message.editedTimestamp) };
			this.edits.add(identityOf({ ...edit, chatID, messageID: message.id }));
		}
		if (!this.settings.events.has(event)) return;
		// A message that was forgotten since shows its edit again, as if it were new.
		if (event === 'message.edited') {
			const identity = identityOf(refOf(triggerEvent));
			if (this.edits.has(identity)) return;
			this.edits.add(identity);
		}
		// Before anything is asked for: what fails a filter costs no request.
		if (!passesEarly(this.settings.filters, this.withActor(triggerEvent))) return;
		if (isWritten && message) {
			this.memory.beginEmitting(chatID, message.id);
		}
		this.queues.add(chatID, () => {
			const telling = this.emitter.emit(triggerEvent);
			if (!isWritten || !message) return telling;
			const end = () => this.memory.endEmitting(chatID, message.id);
			if (telling) return telling.finally(end);
			end();
		});
	}

	/** Takes an event that was told before, and may not have arrived. */
	addRedelivery(triggerEvent: TriggerEvent) {
		this.queues.add(triggerEvent.chatID, () => this.emitter.emit(triggerEvent));
	}

	/** Does something when everything taken in so far of a chat is told. */
	addTask(chatID: string, work: () => void) {
		this.queues.add(chatID, work);
	}

	/** Resolves when everything taken in so far is told. */
	async idle(): Promise<void> {
		await this.queues.idle();
	}

	/** With whether it was the user who reacted, which only the account can say. */
	private withActor(triggerEvent: TriggerEvent): TriggerEvent {
		const { event, accountID, actorID } = triggerEvent;
		if (!event.startsWith('reaction.')) return triggerEvent;
		const self = selfID(this.hub()?.directory.accountNow(accountID) ?? {});
		return { ...triggerEvent, isSender: self !== undefined && self === actorID };
	}
}
