import type { IDataObject } from 'n8n-workflow';
import { isSuccess, type HttpResult } from '../../api/httpResult';
import { wait } from '../../values/wait';
import { backoffMs } from '../feed/policy';
import type { StatusEvent } from '../statusEvent';
import { asMessage, type Message } from '../../model/message';
import type { LogicalClock } from './logicalClock';
import { messagePath } from '../../api/path';

/** Messages that Beeper could not give are asked for again: about 20 minutes long, so many at most. */
const TRIES = 45;
const MAX_WAITING = 1_000;

/** What is asked. */
interface Beeper {
	get(url: string, qs: IDataObject, timeout: number): Promise<HttpResult>;
	getOnce(url: string): Promise<HttpResult>;
	log(event: StatusEvent): void;
}

/** Gets messages that frames name without carrying them: what frames bring is best effort (beeper-api.md §7.3). */
export class MessageFetcher {
	private waiting = 0;

	constructor(
		private readonly beeper: Beeper,
		private readonly clock: LogicalClock,
		private readonly signal: AbortSignal,
	) {}

	/** The message, and the moment it shows. One that Beeper cannot give now goes to `later`, when it can. */
	async fetch(
		chatID: string,
		id: string,
		later: (message: Message, asOf: number) => void,
	): Promise<{ message: Message; asOf: number } | undefined> {
		const path = messagePath(chatID, id);
		const asOf = this.clock.now();
		const result = await this.beeper.get(path, {}, 5_000);
		const message = messageOf(result, chatID);
		if (message) return { message, asOf };
		if (isGone(result)) this.beeper.log({ type: 'unknown', what: 'a message that is gone' });
		else void this.retryLater(path, chatID, later);
		return undefined;
	}

	/** The message, `gone` if there is none any more, `undefined` if Beeper does not say. */
	async lookUp(chatID: string, id: string): Promise<Message | 'gone' | undefined> {
		const result = await this.beeper.get(messagePath(chatID, id), {}, 5_000);
		return isGone(result) ? 'gone' : messageOf(result, chatID);
	}

	private async retryLater(
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
				await wait(backoffMs(attempt), this.signal);
				if (this.signal.aborted) return;
				const asOf = this.clock.now();
				const result = await this.beeper.getOnce(path);
				const message = messageOf(result, chatID);
				if (message) return later(message, asOf);
				if (isGone(result)) return;
			}
			this.beeper.log({ type: 'lost', why: 'Beeper could not give it for a long time' });
		} finally {
			this.waiting--;
		}
	}
}

const messageOf = (result: HttpResult, chatID: string) =>
	isSuccess(result) ? asMessage(result.body, chatID) : undefined;

/** Deleted since, or in a chat that is no more. */
const isGone = ({ status }: HttpResult) => status === 404 || status === 410;
