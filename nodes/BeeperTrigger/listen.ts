import type { IDataObject, ITriggerFunctions } from 'n8n-workflow';
import { explain } from '../Beeper/shared/explain';
import { isSuccess, type Outcome } from '../Beeper/shared/outcome';
import { pause } from '../Beeper/shared/pause';
import { plainText } from '../Beeper/shared/plainText';
import { Directory } from './directory';
import type { Diagnosis } from './feed/feed';
import { feed } from './feed/feed';
import type { FeedEvent } from './feed/event';
import type { UpsertedMessages } from './feed/frames';
import { newMessage, type Message, type MessageEvent } from './newMessage';
import { isSentByN8n } from './origin';
import { Rest } from './rest';
import { Seen } from './seen';

/** What the user chose; read once, since n8n cannot evaluate expressions after the trigger has started. */
export interface Choice {
	events: MessageEvent[];
	/** Only these chats; empty means all. */
	chatIDs: Set<string>;
	includeSentByN8n: boolean;
}

export interface Listener {
	choice: Choice;
	/** Messages from before this time (ms) are history. */
	since: number;
	signal: AbortSignal;
	emit: (item: IDataObject, identity: string) => void;
	/** Told when the token is refused, once per outage. */
	onUnauthorized: (outcome: Outcome, baseUrl: string) => void;
}

/** Listens to Beeper until `signal` aborts, and emits one item per event, in the order of the feed. */
export async function listen(context: ITriggerFunctions, listener: Listener): Promise<void> {
	const { choice, signal } = listener;
	const rest = new Rest(context, signal);
	const directory = new Directory(rest);
	const seen = new Seen();
	const log = logger(context);
	let isToldUnauthorized = false;

	const address = async () => {
		const { baseUrl, accessToken } = await rest.credential();
		const url = `${baseUrl.replace(/^http/i, 'ws')}/v1/ws`;
		return { url, headers: { Authorization: `Bearer ${accessToken}` } };
	};
	const diagnose = async (): Promise<Diagnosis> => {
		const { baseUrl } = await rest.credential();
		const outcome = await rest.getOnce('/v1/accounts', {}, 10_000);
		if (isSuccess(outcome)) {
			return {
				reason:
					'Beeper answers, but refuses the event feed; it needs Beeper Desktop 4.2.557 or newer',
			};
		}
		const isUnauthorized = outcome.status === 401;
		if (isUnauthorized && !isToldUnauthorized) listener.onUnauthorized(outcome, baseUrl);
		isToldUnauthorized ||= isUnauthorized;
		return { reason: explain(outcome, asked(baseUrl)).message, isUnauthorized };
	};

	for await (const event of feed({ address, diagnose, signal, pause })) {
		if (event.type === 'connected') isToldUnauthorized = false;
		log(event);
		if (event.type === 'chat.upserted') directory.changed(event.chatID);
		if (event.type !== 'message.upserted') continue;
		// Before anything is asked for: a message of another chat costs no request.
		if (choice.chatIDs.size > 0 && !choice.chatIDs.has(event.chatID)) continue;
		for await (const message of hydrate(event, rest, log)) {
			const kind = newMessage(message, listener.since);
			if (!kind || !choice.events.includes(kind)) continue;
			const identity = `${kind} ${message.chatID} ${message.id}`;
			if (!seen.isFirst(identity)) continue;
			const sentByN8n = kind === 'message.sent' && (await isSentByN8n(message, rest, signal));
			if (sentByN8n && !choice.includeSentByN8n) continue;
			const item = await describe(kind, message, directory);
			if (signal.aborted) return;
			listener.emit(kind === 'message.sent' ? { ...item, sentByN8n } : item, identity);
		}
	}
}

export const asked = (baseUrl: string) => ({
	baseUrl,
	write: false,
	repeatable: true,
	uncertain: '',
	ids: [],
	labels: {},
});

/** The messages of a frame; those that it names without carrying them are asked for. */
async function* hydrate(
	{ chatID, ids, entries }: UpsertedMessages,
	rest: Rest,
	log: (event: FeedEvent) => void,
): AsyncGenerator<Message> {
	for (const id of ids) {
		const entry = entries.find((one) => one.id === id);
		if (entry) {
			yield { ...entry, chatID } as unknown as Message;
			continue;
		}
		const path = `/v1/chats/${encodeURIComponent(chatID)}/messages/${encodeURIComponent(id)}`;
		const outcome = await rest.get(path);
		if (isSuccess(outcome)) yield outcome.body as Message;
		else
			log({
				type: 'unknown',
				what: `a message that Beeper could not give (HTTP ${outcome.status ?? 'none'})`,
			});
	}
}

async function describe(
	event: MessageEvent,
	message: Message,
	directory: Directory,
): Promise<IDataObject> {
	const chat = await directory.chat(message.chatID, message.accountID);
	return {
		event,
		occurredAt: new Date(message.timestamp).toISOString(),
		chatID: message.chatID,
		messageID: message.id,
		plainText: plainText(message.text),
		message,
		chat,
		account: await directory.account(message.accountID, chat),
	};
}

/** Writes what happens to the connection to n8n's log, with workflow and node, never a text or a token. */
function logger(context: ITriggerFunctions) {
	const { logger: log } = context;
	const about = { workflowId: context.getWorkflow().id, node: context.getNode().name };
	const where = `"${about.node}" of workflow ${about.workflowId}`;
	return (event: FeedEvent) => {
		switch (event.type) {
			case 'connected':
				return log.info(`Beeper Trigger ${where} is connected`, about);
			case 'disconnected':
				return log.warn(
					`Beeper Trigger ${where} has no connection: ${event.reason}. It tries again in ${Math.ceil(event.retryInMs / 1000)} s.`,
					about,
				);
			case 'gap':
				return log.warn(`Beeper Trigger ${where} missed ${event.missing} events`, about);
			case 'unknown':
				return log.debug(`Beeper Trigger ${where} skipped ${event.what}`, about);
			default:
				return undefined;
		}
	};
}
