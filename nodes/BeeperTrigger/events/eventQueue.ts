import type { Station } from '../../shared/live/hub/hub';
import type { Choice } from '../settings/settings';
import { passesEarly } from '../settings/filter';
import { selfID } from './item';
import type { Memory } from '../state/memory';
import { refOf, type Occurrence } from './triggerEvent';
import { identityOf } from '../state/pending';
import { Queues } from '../delivery/queues';
import { Seen } from './seen';
import type { Teller } from './emitter';

/** Takes in what happened: leaves out what one trigger does not want, and has the rest told in order per chat. */
export class Intake {
	private readonly queues: Queues;
	private readonly edits = new Seen();

	constructor(
		private readonly choice: Choice,
		private readonly memory: Memory,
		private readonly teller: Teller,
		private readonly station: () => Station | undefined,
		onError: (error: Error) => void,
	) {
		this.queues = new Queues(onError);
	}

	/** Takes an event that may be wanted. */
	take(occurrence: Occurrence) {
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

	/** Takes an event that was told before, and may not have arrived. */
	again(occurrence: Occurrence) {
		this.queues.add(occurrence.chatID, () => this.teller.tell(occurrence));
	}

	/** Does something when everything taken in so far of a chat is told. */
	inTurn(chatID: string, work: () => void) {
		this.queues.add(chatID, work);
	}

	/** Resolves when everything taken in so far is told. */
	async idle(): Promise<void> {
		await this.queues.idle();
	}

	/** With whether it was the user who reacted, which only the account can say. */
	private withActor(occurrence: Occurrence): Occurrence {
		const { event, accountID, actorID } = occurrence;
		if (!event.startsWith('reaction.')) return occurrence;
		const self = selfID(this.station()?.directory.accountNow(accountID) ?? {});
		return { ...occurrence, isSender: self !== undefined && self === actorID };
	}
}
