import type { IDataObject, ITriggerFunctions } from 'n8n-workflow';
import { askedRead, explain } from '../Beeper/shared/explain';
import { isSuccess, type Outcome } from '../Beeper/shared/outcome';
import { pause } from '../Beeper/shared/pause';
import { plainText } from '../Beeper/shared/plainText';
import { Directory } from './directory';
import { feed, type Diagnosis } from './feed/feed';
import { Hydrator } from './hydrate';
import { logger } from './log';
import { newMessage, type Message, type MessageEvent } from './newMessage';
import { isSentByN8n } from './origin';
import { Rest } from './rest';
import type { Seen } from './seen';

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
	/** What was told already; kept while listening begins anew. */
	seen: Seen;
	emit: (item: IDataObject, identity: string) => void;
	/** Told when the token is refused, once per outage. */
	onUnauthorized: (outcome: Outcome, baseUrl: string) => void;
	/** Told of an error that should not have happened; listening goes on. */
	onError: (error: Error) => void;
}

/** Listens to Beeper until `signal` aborts, and emits one item per event, in the order of the feed. */
export async function listen(context: ITriggerFunctions, listener: Listener): Promise<void> {
	const { choice, signal } = listener;
	const rest = new Rest(context, signal);
	const directory = new Directory(rest);
	const log = logger(context);
	const hydrator = new Hydrator(rest, signal, log);
	const tell = teller(listener, rest, directory);

	const { address, diagnose, connected } = beeper(rest, listener);
	for await (const event of feed({ address, diagnose, signal, pause })) {
		log(event);
		if (event.type === 'connected') connected();
		if (event.type === 'chat.upserted') directory.changed(event.chatID);
		if (event.type !== 'message.upserted') continue;
		// Before anything is asked for: a message of another chat costs no request.
		if (choice.chatIDs.size > 0 && !choice.chatIDs.has(event.chatID)) continue;
		for await (const message of hydrator.messages(event, tell)) await tell(message);
	}
}

/** How to dial Beeper, and how to find out why that came to nothing. */
function beeper(rest: Rest, { onUnauthorized }: Listener) {
	let isTold = false;
	return {
		connected: () => {
			isTold = false;
		},
		address: async () => {
			const { baseUrl, accessToken } = await rest.credential();
			const url = `${baseUrl.replace(/^http/i, 'ws')}/v1/ws`;
			return { url, headers: { Authorization: `Bearer ${accessToken}` } };
		},
		diagnose: async (): Promise<Diagnosis> => {
			const outcome = await rest.getOnce('/v1/accounts', {}, 10_000);
			if (isSuccess(outcome)) {
				return {
					reason:
						'Beeper answers, but refuses the event feed; it needs Beeper Desktop 4.2.557 or newer',
				};
			}
			const isUnauthorized = outcome.status === 401;
			if (isUnauthorized && !isTold) onUnauthorized(outcome, rest.baseUrl);
			isTold ||= isUnauthorized;
			return { reason: explain(outcome, askedRead(rest.baseUrl)).message, isUnauthorized };
		},
	};
}

/** What emits the event that a message is, if it is one the user wants; one that fails costs no other. */
function teller(
	{ choice, signal, since, seen, emit, onError }: Listener,
	rest: Rest,
	directory: Directory,
) {
	const tell = async (message: Message) => {
		const kind = newMessage(message, since);
		if (!kind || !choice.events.includes(kind)) return;
		const identity = `${kind} ${message.chatID} ${message.id}`;
		if (!seen.isFirst(identity)) return;
		const sentByN8n = kind === 'message.sent' && (await isSentByN8n(message, rest, signal));
		if (sentByN8n && !choice.includeSentByN8n) return;
		const item = await describe(kind, message, directory);
		if (signal.aborted) return;
		emit(kind === 'message.sent' ? { ...item, sentByN8n } : item, identity);
	};
	return async (message: Message) => await tell(message).catch(onError);
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
