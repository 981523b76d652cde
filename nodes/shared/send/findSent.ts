import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../operation/operationContext';
import { CLOCKS_MS, type Ledger, type Mark } from './ledger';
import { pages } from '../operation/paginate';
import type { BeeperRequest } from '../api/request';

/** A message may come into the list late: so many looks for one whose outcome was lost, after these waits (ms). */
export const LOOKS_MS = [0, 1_000, 2_000, 3_000, 4_000];

/** No more messages than these are gone through for one look. */
const MOST = 200;

/**
 * The message that an earlier attempt has sent after all: one of this user's in the chat that bears the mark,
 * written between two times (ms). Looked for after each of the waits; undefined when it is not there. An error
 * when Beeper cannot be asked.
 */
export async function findSent(
	call: Call,
	ledger: Ledger,
	mark: Mark,
	{ since, until, looks }: { since: number; until?: number; looks: number[] },
): Promise<IDataObject | undefined> {
	for (const wait of looks) {
		if (wait > 0) await call.pause(wait);
		const found = ledger.claim(await messagesSince(call, since), mark, since, until);
		if (found) return found;
	}
	return undefined;
}

/** The messages of the call's chat back to a time, and some more; a merged chat has those of its parts. */
async function messagesSince(call: Call, since: number): Promise<IDataObject[]> {
	const messages = await listed(call, '/v1/chats/{chatID}/messages', since);
	if (messages.length > 0) return messages;
	const chat: BeeperRequest = {
		method: 'GET',
		url: '/v1/chats/{chatID}',
		qs: { maxParticipantCount: 0 },
	};
	const { merge } = (await call.send(chat)).body as IDataObject;
	const { chatIDs = [] } = (merge ?? {}) as { chatIDs?: string[] };
	const ofParts = chatIDs.map(
		async (id) => await listed(call, `/v1/chats/${encodeURIComponent(id)}/messages`, since),
	);
	return (await Promise.all(ofParts)).flat();
}

async function listed(call: Call, url: string, since: number): Promise<IDataObject[]> {
	const all: IDataObject[] = [];
	for await (const { items } of pages(call, { method: 'GET', url }, undefined, MOST)) {
		all.push(...items);
		if (items.some(({ timestamp }) => Date.parse(String(timestamp)) < since - CLOCKS_MS)) break;
	}
	return all;
}
