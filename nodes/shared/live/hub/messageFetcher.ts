import type { IDataObject } from 'n8n-workflow';
import { isSuccess, type Outcome } from '../../api/httpResult';
import { pause } from '../../values/wait';
import { backoffMs } from '../feed/policy';
import type { Happening } from '../statusEvent';
import { asMessage, type Message } from '../../model/message';
import type { Clock } from './logicalClock';

/** Messages that Beeper could not give are asked for again: about 20 minutes long, so many at most. */
const TRIES = 45;
const MAX_WAITING = 1_000;

/** What is asked. */
interface Beeper {
	get(url: string, qs: IDataObject, timeout: number): Promise<Outcome>;
	getOnce(url: string): Promise<Outcome>;
	log(happening: Happening): void;
}

/** Gets messages that frames name without carrying them: what frames bring is best effort (beeper-api.md §7.3). */
export class Hydrator {
	private waiting = 0;

	constructor(
		private readonly beeper: Beeper,
		private readonly clock: Clock,
		private readonly signal: AbortSignal,
	) {}

	/** The message, and the moment it shows. One that Beeper cannot give now goes to `later`, when it can. */
	async fetch(
		chatID: string,
		id: string,
		later: (message: Message, asOf: number) => void,
	): Promise<{ message: Message; asOf: number } | undefined> {
		const path = pathOf(chatID, id);
		const asOf = this.clock.now();
		const outcome = await this.beeper.get(path, {}, 5_000);
		const message = messageOf(outcome, chatID);
		if (message) return { message, asOf };
		if (isGone(outcome)) this.beeper.log({ type: 'unknown', what: 'a message that is gone' });
		else void this.askAgain(path, chatID, later);
		return undefined;
	}

	/** The message, `gone` if there is none any more, `undefined` if Beeper does not say. */
	async look(chatID: string, id: string): Promise<Message | 'gone' | undefined> {
		const outcome = await this.beeper.get(pathOf(chatID, id), {}, 5_000);
		return isGone(outcome) ? 'gone' : messageOf(outcome, chatID);
	}

	private async askAgain(
		path: string,
		chatID: string,
		later: (message: Message, asOf: number) => void,
	) {
		if (this.waiting >= MAX_WAITING) {
			const why = 'Beeper could not give it, and too many others are waited for';
			return this.beeper.log({ type: 'lost', why });
		}
		this.waiting++;
		try {
			for (let attempt = 1; attempt <= TRIES; attempt++) {
				await pause(backoffMs(attempt), this.signal);
				if (this.signal.aborted) return;
				const asOf = this.clock.now();
				const outcome = await this.beeper.getOnce(path);
				const message = messageOf(outcome, chatID);
				if (message) return later(message, asOf);
				if (isGone(outcome)) return;
			}
			this.beeper.log({ type: 'lost', why: 'Beeper could not give it for a long time' });
		} finally {
			this.waiting--;
		}
	}
}

const pathOf = (chatID: string, id: string) =>
	`/v1/chats/${encodeURIComponent(chatID)}/messages/${encodeURIComponent(id)}`;

const messageOf = (outcome: Outcome, chatID: string) =>
	isSuccess(outcome) ? asMessage(outcome.body, chatID) : undefined;

/** Deleted since, or in a chat that is no more. */
const isGone = ({ status }: Outcome) => status === 404 || status === 410;
