import { isSuccess, type HttpResult } from '../../api/httpResult';
import { messagePath } from '../../api/path';
import { asMessage, type Message } from '../../model/message';
import { wait } from '../../values/wait';
import { backoffMs } from '../feed/policy';
import type { HubServices } from './hubServices';

/** How often a message is requested again that Beeper did not return: for about 20 minutes. */
const MAX_TRIES = 45;

/** How many messages are requested again at the same time. */
const MAX_RETRYING = 1_000;

/** The time limit of a request, in ms: later messages of the chat wait for it. */
const TIMEOUT_MS = 5_000;

/** Takes a message, and when (`LogicalClock`) it was requested. */
type OnMessage = (message: Message, asOf: number) => void;

/** Requests messages that frames name without carrying them: what frames carry is best effort (docs/beeper-api.md §7.3). */
export class MessageFetcher {
	private retrying = 0;

	constructor(
		private readonly hub: Pick<HubServices, 'clock' | 'get' | 'getOnce' | 'log' | 'signal'>,
	) {}

	/**
	 * The message, and when it was requested. `undefined` if it is deleted, or Beeper does not return it now; if it
	 * does later, `later` takes it.
	 */
	async fetch(
		chatID: string,
		id: string,
		later: OnMessage,
	): Promise<{ message: Message; asOf: number } | undefined> {
		const path = messagePath(chatID, id);
		const asOf = this.hub.clock.now();
		const result = await this.hub.get(path, {}, TIMEOUT_MS);
		const message = messageOf(result, chatID);
		if (message) return { message, asOf };
		if (isDeleted(result)) this.hub.log({ type: 'unknown', what: 'a message that is gone' });
		else void this.retryLater(path, chatID, later);
		return undefined;
	}

	/** The message; `undefined` if Beeper neither returns it nor says that there is none. */
	async lookUp(chatID: string, id: string): Promise<Message | 'deleted' | undefined> {
		const result = await this.hub.get(messagePath(chatID, id), {}, TIMEOUT_MS);
		return isDeleted(result) ? 'deleted' : messageOf(result, chatID);
	}

	private async retryLater(path: string, chatID: string, later: OnMessage) {
		if (this.retrying >= MAX_RETRYING) {
			const why = 'Beeper could not give it, and too many others are waited for';
			return this.hub.log({ type: 'lost', why });
		}
		this.retrying++;
		try {
			for (let attempt = 1; attempt <= MAX_TRIES; attempt++) {
				await wait(backoffMs(attempt), this.hub.signal);
				if (this.hub.signal.aborted) return;
				const asOf = this.hub.clock.now();
				const result = await this.hub.getOnce(path);
				const message = messageOf(result, chatID);
				if (message) return later(message, asOf);
				if (isDeleted(result)) return;
			}
			this.hub.log({ type: 'lost', why: 'Beeper could not give it for a long time' });
		} finally {
			this.retrying--;
		}
	}
}

const messageOf = (result: HttpResult, chatID: string) =>
	isSuccess(result) ? asMessage(result.body, chatID, Date.now()) : undefined;

/** Whether the message was deleted, or its chat. */
const isDeleted = ({ status }: HttpResult) => status === 404 || status === 410;
