import { isSuccess } from '../../shared/api/httpResult';
import type { Filters } from '../settings/filters';
import type { Settings } from '../settings/settings';
import { passesChat, passesEarly } from '../settings/filter';
import { activityOf, memberChatIDs, type Chat } from '../../shared/model/chat';
import type { SampleEvent, Place } from './messages';
import { chatPages, type Get } from '../../shared/api/pages';
import { ofChat } from '../events/triggerEvent';
import { chatPath } from '../../shared/api/path';

/** At most this many chosen chats are read one by one, since they may stand far down in the list. */
const FEW = 4;

/** The most chats to look into, and the most pages of chats to look for them. */
const ENOUGH = 10;
const MAX_PAGES = 2;

const CHAT_EVENTS = ['chat.created', 'chat.updated', 'chat.deleted'] as const;

/** At most `ENOUGH` chats that pass the filters, most recently active first. Throws `NoPage`. */
export async function passingChats(get: Get, filters: Filters): Promise<Chat[]> {
	const { chatIDs } = filters;
	const isFew = chatIDs.size > 0 && chatIDs.size <= FEW;
	const passing: Chat[] = [];
	for await (const chat of isFew ? chatsByID(get, chatIDs) : listedChats(get, filters)) {
		if (passesChat(filters, chat)) passing.push(chat);
		if (passing.length >= ENOUGH) break;
	}
	return passing.sort((a, b) => activityOf(b) - activityOf(a));
}

/** An event about the most recently active chat, as if it happened now; what changed in it is unknown. */
export function chatEvent(
	[place]: Place[],
	{ events, filters }: Settings,
): SampleEvent | undefined {
	const chosen = CHAT_EVENTS.find((name) => events.has(name));
	if (!chosen || !place) return undefined;
	const chat = { id: String(place.chat.id), accountID: String(place.chat.accountID ?? '') };
	const fields = chosen === 'chat.updated' ? { changed: [], previous: {} } : {};
	const triggerEvent = ofChat(chosen, chat, '', fields);
	return passesEarly(filters, triggerEvent) ? { triggerEvent, place } : undefined;
}

async function* listedChats(get: Get, { accountIDs }: Filters): AsyncGenerator<Chat> {
	const ofAccounts: Get = async (url, qs) => await get(url, { ...qs, accountIDs: [...accountIDs] });
	let pages = 0;
	for await (const chats of chatPages(ofAccounts)) {
		for (const chat of chats) yield* parts(get, chat);
		if (++pages >= MAX_PAGES) return;
	}
}

async function* chatsByID(get: Get, chatIDs: Iterable<string>): AsyncGenerator<Chat> {
	for (const chatID of chatIDs) {
		const chat = await chatByID(get, chatID);
		if (chat) yield* parts(get, chat);
	}
}

/** The chat or, of a merged one, its members: events come from these. */
async function* parts(get: Get, chat: Chat): AsyncGenerator<Chat> {
	for (const id of memberChatIDs(chat)) {
		const part = id === chat.id ? chat : await chatByID(get, id);
		if (part) yield part;
	}
}

async function chatByID(get: Get, chatID: string): Promise<Chat | undefined> {
	const result = await get(chatPath(chatID), { maxParticipantCount: 0 });
	const { id, accountID, ...rest } = (isSuccess(result) ? result.body : {}) as Partial<Chat>;
	return id === undefined ? undefined : { ...rest, id, accountID: String(accountID ?? '') };
}
