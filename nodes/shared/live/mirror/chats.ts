import type { IDataObject } from 'n8n-workflow';
import type { Chat } from '../../model/chat';
import { BoundedMap } from '../../values/bounded';

/** What is compared to tell whether a chat has changed; anything else, such as a new message, is no change. */
const COMPARED = [
	'title',
	'description',
	'imgURL',
	'participants',
	'isArchived',
	'isMuted',
	'isPinned',
	'isLowPriority',
	'isReadOnly',
	'messageExpirySeconds',
	'isMarkedUnread',
	'reminder',
	'labels',
] as const;

type Field = (typeof COMPARED)[number];

/** Which fields of a chat changed, and what they were before. */
export interface ChatDifference {
	changed: string[];
	previous: IDataObject;
}

interface Known {
	chat: Chat;
	/** The fields as text, to compare. */
	fields: Map<Field, string>;
	asOf: number;
}

/** How many chats are remembered; the first that was seen is forgotten first. */
const MAX_CHATS = 10_000;

/** The chats as last seen, by ID. Nothing in it is saved. */
export class ChatMirror {
	private readonly known = new BoundedMap<string, Known>(MAX_CHATS);

	has = (chatID: string) => this.known.has(chatID);

	get = (chatID: string): Chat | undefined => this.known.get(chatID)?.chat;

	ids = (): Iterable<string> => this.known.keys();

	/** When the chat was seen last (`Clock`). */
	asOf = (chatID: string): number | undefined => this.known.get(chatID)?.asOf;

	/** Takes a chat as it was at the moment `asOf`; says what changed, `undefined` if nothing or first seen. */
	observe(chat: Chat, asOf: number): ChatDifference | undefined {
		const before = this.known.get(chat.id);
		if (before && before.asOf > asOf) return undefined;
		const fields = fieldsOf(chat, before);
		this.known.set(chat.id, { chat: { ...before?.chat, ...chat }, fields, asOf });
		if (!before) return undefined;
		// What one answer leaves out, for example that of an older Beeper, has not changed.
		const changed = COMPARED.filter(
			(name) =>
				fields.has(name) && before.fields.has(name) && fields.get(name) !== before.fields.get(name),
		);
		if (changed.length === 0) return undefined;
		const previous = changed.map((name) => [name, JSON.parse(before.fields.get(name) ?? 'null')]);
		return { changed, previous: Object.fromEntries(previous) as IDataObject };
	}

	/** Forgets a chat that is no more; gives what was known of it, once. */
	remove(chatID: string): Chat | undefined {
		const chat = this.get(chatID);
		this.known.delete(chatID);
		return chat;
	}
}

function fieldsOf(chat: Chat, before: Known | undefined): Map<Field, string> {
	const fields = new Map(before?.fields);
	for (const name of COMPARED) {
		const value = valueOf(chat, name);
		if (value !== undefined) fields.set(name, JSON.stringify(value));
		// A chat without labels may come without the field, and its first label is a change.
		else if (name === 'labels' && !before) fields.set(name, '[]');
	}
	return fields;
}

/** What an item shows of a field, and what is compared. */
function valueOf(chat: Chat, name: Field): unknown {
	if (name === 'participants') return participantsOf(chat);
	if (name === 'labels') return Array.isArray(chat.labels) ? chat.labels : undefined;
	return chat[name];
}

/**
 * Who is in the chat: IDs where the answer names all, their number where it is a part of them, since lists
 * name the first twenty only and in no promised order.
 */
function participantsOf({ participants }: Chat): unknown {
	const { items, total, hasMore } = (participants ?? {}) as {
		items?: Array<{ id?: string }>;
		total?: number;
		hasMore?: boolean;
	};
	if (!Array.isArray(items)) return undefined;
	if (hasMore || (total !== undefined && total > items.length)) return total;
	return items.map(({ id }) => String(id)).sort();
}
