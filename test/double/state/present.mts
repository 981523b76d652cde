import type { Inside } from '../inside.mts';
import type { Account, Chat, Message } from '../wire/models.mts';
import { plainText } from './messages.mts';
import type { ChatRecord, World } from './world.mts';

const listedParticipants = 20;

const oldChatFields = [
	...['id', 'localChatID', 'accountID', 'title', 'type', 'participants', 'unreadCount'],
	...['isArchived', 'isMuted', 'isPinned', 'lastActivity', 'lastReadMessageSortKey', 'preview'],
];

const newMessageFields = [
	...['editedTimestamp', 'isHidden', 'isDeleted', 'mentions', 'links', 'seen', 'sendStatus'],
	...['linkedMessageID'],
];

/** A chat with all there is to say about it; -1 for all participants. */
export function wholeChat(world: World, record: ChatRecord, maxParticipants = -1): Chat {
	const { chat, participants } = record;
	const items = maxParticipants === -1 ? participants : participants.slice(0, maxParticipants);
	const total = participants.length;
	const whole = { ...chat, participants: { items, hasMore: items.length < total, total } };
	// A label that was deleted is on no chat any more.
	const labels = chat.labels?.filter(({ id }) => world.labels.some((known) => known.id === id));
	return structuredClone(labels ? { ...whole, labels } : whole);
}

/** A chat as this app's version shows it, with as many participants as lists do by default. */
export function chatOnWire(
	{ generation, world }: Inside,
	record: ChatRecord,
	maxParticipants = listedParticipants,
): Chat {
	const whole = wholeChat(world, record, maxParticipants);
	if (!generation.richModels) return keep(whole, oldChatFields);
	return generation.labels ? whole : without(whole, ['labels']);
}

/** A message as this app's version shows it: HTML text and all fields, or the older few. */
export function messageOnWire({ generation }: Inside, message: Message): Message {
	if (generation.richModels) return structuredClone(message);
	const older = without(structuredClone(message), newMessageFields);
	return older.text === undefined ? older : { ...older, text: plainText(older.text) };
}

/** An account as this app's version shows it: `bridge` since 4.2.785, `status` later. */
export function accountOnWire({ generation }: Inside, account: Account): Account {
	if (generation.accountStatus) return account;
	const statusFields = ['status', 'statusText', 'loginID', 'capabilities'];
	return without(account, [...statusFields, ...(generation.accountBridge ? [] : ['bridge'])]);
}

// An older app's answer is the newest type with fields missing; the cast says so in one place.
const keep = <Model extends object>(model: Model, fields: string[]) =>
	Object.fromEntries(Object.entries(model).filter(([key]) => fields.includes(key))) as Model;

const without = <Model extends object>(model: Model, fields: string[]) =>
	Object.fromEntries(Object.entries(model).filter(([key]) => !fields.includes(key))) as Model;
