import type { IDataObject } from 'n8n-workflow';
import type { OperationContext } from '../operation/operationContext';
import { CLOCKS_MS, type Ledger, type Fingerprint } from './ledger';
import { pages } from '../operation/paginate';
import { getChat } from '../operation/getChat';
import { memberChatIDs, type Chat } from '../model/chat';
import { messagesPath } from '../api/path';

/** A message may come into the list late: so many looks for one whose outcome was lost, after these waits (ms). */
export const LOOKS_MS = [0, 1_000, 2_000, 3_000, 4_000];

/** No more messages than these are gone through for one look. */
const MAX_MESSAGES = 200;

/**
 * The message that an earlier attempt has sent after all: one of this user's in the chat that bears the mark,
 * written between two times (ms). Looked for after each of the waits; undefined when it is not there. An error
 * when Beeper cannot be asked.
 */
export async function findSent(
	context: OperationContext,
	ledger: Ledger,
	fingerprint: Fingerprint,
	{ since, until, looks }: { since: number; until?: number; looks: number[] },
): Promise<IDataObject | undefined> {
	for (const wait of looks) {
		if (wait > 0) await context.wait(wait);
		const found = ledger.findOwn(await messagesSince(context, since), fingerprint, since, until);
		if (found) return found;
	}
	return undefined;
}

/** The messages of the call's chat back to a time, and some more; a merged chat has those of its parts. */
async function messagesSince(context: OperationContext, since: number): Promise<IDataObject[]> {
	const messages = await listed(context, '/v1/chats/{chatID}/messages', since);
	if (messages.length > 0) return messages;
	const chat = (await getChat(context)) as Chat;
	const members = memberChatIDs(chat).filter((id) => id !== chat.id);
	const ofMembers = members.map(async (id) => await listed(context, messagesPath(id), since));
	return (await Promise.all(ofMembers)).flat();
}

async function listed(
	context: OperationContext,
	url: string,
	since: number,
): Promise<IDataObject[]> {
	const all: IDataObject[] = [];
	for await (const { items } of pages(context, { method: 'GET', url }, undefined, {
		most: MAX_MESSAGES,
	})) {
		all.push(...items);
		if (items.some(({ timestamp }) => Date.parse(String(timestamp)) < since - CLOCKS_MS)) break;
	}
	return all;
}
