import type { IDataObject } from 'n8n-workflow';
import type { Chat } from '../../model/chat';
import { objectsIn } from '../../values/list';
import { BoundedMap } from '../../values/bounded';

/** The fields in which a chat can change. Anything else, such as a new message, is no change of the chat. */
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

/** The names of the fields of a chat that changed, and their previous values. */
export interface ChatDifference {
	changed: string[];
	previous: IDataObject;
}

interface Known {
	chat: Chat;
	/** The compared fields, as JSON. */
	fields: Map<Field, string>;
	/** When (`LogicalClock`) it was like that. */
	asOf: number;
}

/** How many chats are remembered; the first that was seen is forgotten first. */
const MAX_CHATS = 10_000;

/** The chats as last seen, by ID; not saved over restarts. Knows neither n8n nor subscribers. */
export class ChatMirror {
	private readonly known = new BoundedMap<string, Known>(MAX_CHATS);

	has = (chatID: string) => this.known.has(chatID);

	get = (chatID: string): Chat | undefined => this.known.get(chatID)?.chat;

	ids = (): Iterable<string> => this.known.keys();

	/** When (`LogicalClock`) the chat was as it is known; `undefined` if it is not known. */
	asOf = (chatID: string): number | undefined => this.known.get(chatID)?.asOf;

	/**
	 * Takes a chat as it was at `asOf` (`LogicalClock`). Returns what changed; `undefined` if nothing did, if it was
	 * not known, or if something newer is known.
	 */
	observe(chat: Chat, asOf: number): ChatDifference | undefined {
		const before = this.known.get(chat.id);
		if (before && before.asOf > asOf) return undefined;
		const fields = fieldsOf(chat, before);
		this.known.set(chat.id, { chat: { ...before?.chat, ...chat }, fields, asOf });
		if (!before) return undefined;
		// A field that a response leaves out has not changed: older versions of Beeper have fewer fields.
		const changed = COMPARED.filter(
			(name) =>
				fields.has(name) && before.fields.has(name) && fields.get(name) !== before.fields.get(name),
		);
		if (changed.length === 0) return undefined;
		const previous = changed.map((name) => [name, JSON.parse(before.fields.get(name) ?? 'null')]);
		return { changed, previous: Object.fromEntries(previous) as IDataObject };
	}

	/** Forgets a chat that was deleted; returns what was known of it, `undefined` the second time. */
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
		// A chat without labels may come without the field; its first label is a change.
		else if (name === 'labels' && !before) fields.set(name, '[]');
	}
	return fields;
}

/** The value of a field that is compared, and that items show as the previous one; `undefined` if it is not known. */
function valueOf(chat: Chat, name: Field): unknown {
	if (name === 'participants') return participantsOf(chat);
	if (name === 'labels') return Array.isArray(chat.labels) ? chat.labels : undefined;
	return chat[name];
}

/**
 * Who is in the chat: sorted IDs if the response names all, else their number, since lists name only the first
 * twenty, in no promised order.
 */
function participantsOf({ participants }: Chat): unknown {
	const {
		items: listed,
		total,
		hasMore,
	} = (participants ?? {}) as {
		items?: unknown;
		total?: number;
		hasMore?: boolean;
	};
	if (!Array.isArray(listed)) return undefined;
	const items = objectsIn(listed);
	if (hasMore || (total !== undefined && total > items.length)) return total;
	return items.map(({ id }) => String(id)).sort();
}
