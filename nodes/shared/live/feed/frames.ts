/** What Beeper sends over the feed (beeper-api.md §7.2, 7.3), as far as it is understood. */
export type Frame =
	| { type: 'ready' }
	| { type: 'subscriptions.updated'; chatIDs: string[] }
	| { type: 'error'; code: string; message: string }
	| UpsertedMessages
	| ChangedIDs
	/** A type this version does not know, or no JSON object at all: skipped, and noted. */
	| { type: 'unknown'; what: string };

/** New or changed messages; `entries` has full messages and may lack some of `ids`. */
export interface UpsertedMessages extends Position {
	type: 'message.upserted';
	ids: string[];
	entries: FeedMessage[];
}

/** Something happened to these; what they are now must be asked for. */
export interface ChangedIDs extends Position {
	type: 'message.deleted' | 'chat.upserted' | 'chat.deleted';
	ids: string[];
}

interface Position {
	chatID: string;
	/** Counts up by one per event of a connection; undefined where the frame has none. */
	seq: number | undefined;
	/** When it was told, in ms; older builds say it as a number, newer ones as a date. */
	ts: number | undefined;
}

/** A Message of the API; only what the feed itself looks at is named. */
export interface FeedMessage {
	id: string;
	chatID: string;
	[field: string]: unknown;
}

/** The one place where what comes in is `unknown`: never throws, whatever the text is. */
export function parseFrame(text: string): Frame {
	const frame = parseObject(text);
	if (!frame) return { type: 'unknown', what: 'a frame that is no JSON object' };
	const type = word(frame.type);
	switch (type) {
		case 'ready':
			return { type };
		case 'subscriptions.updated':
			return { type, chatIDs: strings(frame.chatIDs) };
		case 'error':
			return { type, code: word(frame.code), message: word(frame.message) };
		case 'message.upserted': {
			const entries = messages(frame.entries);
			const ids = [...new Set([...strings(frame.ids), ...entries.map(({ id }) => id)])];
			return { type, ...position(frame), ids, entries };
		}
		case 'message.deleted':
		case 'chat.upserted':
		case 'chat.deleted':
			return { type, ...position(frame), ids: strings(frame.ids) };
		default:
			return { type: 'unknown', what: `a frame of type "${type.slice(0, 60)}"` };
	}
}

function position({ chatID, seq, ts }: Record<string, unknown>): Position {
	const toldAt = typeof ts === 'number' ? ts : Date.parse(word(ts));
	return {
		chatID: word(chatID),
		seq: typeof seq === 'number' ? seq : undefined,
		ts: Number.isFinite(toldAt) ? toldAt : undefined,
	};
}

function parseObject(text: string): Record<string, unknown> | undefined {
	try {
		const value: unknown = JSON.parse(text);
		const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
		return isObject ? (value as Record<string, unknown>) : undefined;
	} catch {
		// Not JSON: one bad frame must not cost the connection.
		return undefined;
	}
}

/** A text or a number as text; never `String` for the rest: an object with a `toString` of its own throws. */
function word(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function strings(value: unknown): string[] {
	return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

function messages(value: unknown): FeedMessage[] {
	if (!Array.isArray(value)) return [];
	return value.filter((entry): entry is FeedMessage => typeof entry?.id === 'string');
}
