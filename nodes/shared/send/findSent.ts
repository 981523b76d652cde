import { messagesPath } from '../api/path';
import { memberChatIDs, type Chat } from '../model/chat';
import { timeOf, type Message } from '../model/message';
import { getChat } from '../operation/getChat';
import type { OperationContext } from '../operation/operationContext';
import { pages } from '../operation/paginate';
import type { Fingerprint } from './fingerprint';
import { sentLogOf } from './processState';
import { CLOCK_SKEW_MS } from './sentLog';

/** A message may be listed late: how long (ms) to wait before each search for one whose answer was lost. */
export const SEARCH_WAITS_MS = [0, 1_000, 2_000, 3_000, 4_000];

/** The most messages that one search reads. */
const MAX_MESSAGES = 200;

/** Between which times (ms) the message was written, and how long (ms) to wait before each search for it. */
export interface SearchOptions {
	since: number;
	until?: number;
	waits: number[];
}

/**
 * The message that an earlier attempt has sent after all: this user's message in the chat with the fingerprint, which
 * belongs to no other send. Undefined when no search finds it; an error when Beeper cannot list the chat's messages.
 */
export async function findSent(
	context: OperationContext,
	fingerprint: Fingerprint,
	{ since, until, waits }: SearchOptions,
): Promise<Message | undefined> {
	const sentLog = sentLogOf(context.baseUrl);
	for (const wait of waits) {
		if (wait > 0) await context.wait(wait);
		const messages = await messagesSince(context, since);
		const found = sentLog.findOwn(messages, fingerprint, since, until);
		if (found) return found;
	}
	return undefined;
}

/** The messages of the item's chat back to a time, and some older; of a merged chat those of its members. */
async function messagesSince(context: OperationContext, since: number): Promise<Message[]> {
	const messages = await listSince(context, '/v1/chats/{chatID}/messages', since);
	if (messages.length > 0) return messages;
	const chat = (await getChat(context)) as Chat;
	const members = memberChatIDs(chat).filter((id) => id !== chat.id);
	const ofMembers = members.map(async (id) => await listSince(context, messagesPath(id), since));
	return (await Promise.all(ofMembers)).flat();
}

async function listSince(
	context: OperationContext,
	url: string,
	since: number,
): Promise<Message[]> {
	const all: Message[] = [];
	const request = { method: 'GET', url } as const;
	for await (const { items } of pages(context, request, undefined, { most: MAX_MESSAGES })) {
		const messages = items as Message[];
		all.push(...messages);
		if (messages.some((one) => timeOf(one) < since - CLOCK_SKEW_MS)) break;
	}
	return all;
}
