import { notFound } from '../http/refusal.mts';
import type { Account, Participant } from '../wire/models.mts';
import type { ChatRecord, World } from './world.mts';

/** The chat with this ID or localChatID; a 404 otherwise. */
export function chatOf(world: World, id: string): ChatRecord {
	const found = world.chats.get(id) ?? byLocalID(world, id);
	if (!found) throw notFound(`Chat ${id}`);
	return found;
}

/** The account with this ID; a 404 otherwise. */
export function accountOf(world: World, id: string): Account {
	const found = world.accounts.find(({ accountID }) => accountID === id);
	if (!found) throw notFound(`Account ${id}`);
	return found;
}

/** The direct chat with this person on this account, if there is one. */
export function directChat(world: World, accountID: string, userID: string) {
	return [...world.chats.values()].find(
		({ chat, participants }) =>
			chat.accountID === accountID &&
			chat.type === 'single' &&
			participants.some(({ id, isSelf }) => id === userID && !isSelf),
	);
}

/** This user, as a participant of the chat. */
export function selfIn(world: World, record: ChatRecord): Participant {
	const self = record.participants.find(({ isSelf }) => isSelf);
	return self ?? accountOf(world, record.chat.accountID).user;
}

/** What the app shows where nobody gave the chat a title. */
export function computedTitle(participants: Participant[]): string {
	const others = participants.filter(({ isSelf }) => !isSelf);
	return others.map((person) => person.fullName ?? person.username ?? person.id).join(', ');
}

const byLocalID = (world: World, id: string) =>
	[...world.chats.values()].find(({ chat }) => chat.localChatID === id);
