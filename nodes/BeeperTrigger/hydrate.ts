import { isSuccess, type Outcome } from '../Beeper/shared/outcome';
import { pause } from '../Beeper/shared/pause';
import type { UpsertedMessages } from './feed/frames';
import { backoffMs } from './feed/policy';
import type { Happening } from './log';
import type { Message } from './newMessage';
import type { Rest } from './rest';

/** Messages that Beeper could not give are asked for again: about 20 minutes long, so many at most. */
const TRIES = 45;
const MAX_WAITING = 1_000;

/** Turns frames into messages; what a frame names without carrying it is asked for. */
export class Hydrator {
	private waiting = 0;

	constructor(
		private readonly rest: Rest,
		private readonly signal: AbortSignal,
		private readonly log: (event: Happening) => void,
	) {}

	/** The messages of a frame. One that Beeper cannot give now goes to `later`, when it can. */
	async *messages(
		{ chatID, ids, entries }: UpsertedMessages,
		later: (message: Message) => Promise<void>,
	): AsyncGenerator<Message> {
		for (const id of ids) {
			const entry = entries.find((one) => one.id === id);
			if (entry) {
				yield { ...entry, chatID: chatID || entry.chatID } as unknown as Message;
				continue;
			}
			const path = `/v1/chats/${encodeURIComponent(chatID)}/messages/${encodeURIComponent(id)}`;
			const outcome = await this.rest.get(path, {}, 5_000);
			if (isMessage(outcome)) yield outcome.body;
			else if (isGone(outcome)) this.log({ type: 'unknown', what: 'a message that is gone' });
			else void this.askAgain(path, later);
		}
	}

	private async askAgain(path: string, later: (message: Message) => Promise<void>) {
		if (this.waiting >= MAX_WAITING) {
			this.log({
				type: 'lost',
				why: 'Beeper could not give it, and too many others are waited for',
			});
			return;
		}
		this.waiting++;
		try {
			for (let attempt = 1; attempt <= TRIES; attempt++) {
				await pause(backoffMs(attempt), this.signal);
				if (this.signal.aborted) return;
				const outcome = await this.rest.getOnce(path);
				if (isMessage(outcome)) return await later(outcome.body);
				if (isGone(outcome)) return;
			}
			this.log({ type: 'lost', why: 'Beeper could not give it for a long time' });
		} finally {
			this.waiting--;
		}
	}
}

const isMessage = (outcome: Outcome): outcome is Outcome & { body: Message } =>
	isSuccess(outcome) && typeof (outcome.body as Message | null)?.id === 'string';

/** Deleted since, or in a chat that is no more. */
const isGone = ({ status }: Outcome) => status === 404 || status === 410;
