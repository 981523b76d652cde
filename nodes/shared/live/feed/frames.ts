/** What Beeper sends over the feed (docs/beeper-api.md §7.2, 7.3). */
export type Frame =
	| { type: 'ready' }
	| { type: 'subscriptions.updated'; chatIDs: string[] }
	| { type: 'error'; code: string; message: string }
	| UpsertedMessages
	| ChangedIDs
	| UnknownFrame;

/** Of a type that is not known here, or no JSON object at all: logged and skipped. Beeper numbers such frames, too. */
export interface UnknownFrame {
	type: 'unknown';
	what: string;
	seq?: number;
}

/** Messages that are new or have changed. `entries` has whole messages, and may lack some of `ids`. */
export interface UpsertedMessages extends Position {
	type: 'message.upserted';
	ids: string[];
	entries: FeedMessage[];
}

/** Messages or chats to which something happened. What it was has to be requested. */
export interface ChangedIDs extends Position {
	type: 'message.deleted' | 'chat.upserted' | 'chat.deleted';
	ids: string[];
}

interface Position {
	chatID: string;
	/** The number of the event in its connection, from 1; `undefined` if the frame has none. */
	seq: number | undefined;
	/** When it was sent, in ms; older builds of Beeper send a number, newer ones a date. */
	ts: number | undefined;
}

/** A message of the API. Only the fields that the feed itself uses are named. */
export interface FeedMessage {
	id: string;
	chatID: string;
	[field: string]: unknown;
}

/** Reads a frame. Never throws, whatever the text is. */
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
		default: {
			const { seq } = position(frame);
			const what = `a frame of type "${type.slice(0, 60)}"`;
			return { type: 'unknown', what, ...(seq !== undefined && { seq }) };
		}
	}
}

function position({ chatID, seq, ts }: Record<string, unknown>): Position {
	const sentAt = typeof ts === 'number' ? ts : Date.parse(word(ts));
	return {
		chatID: word(chatID),
		seq: typeof seq === 'number' ? seq : undefined,
		ts: Number.isFinite(sentAt) ? sentAt : undefined,
	};
}

function parseObject(text: string): Record<string, unknown> | undefined {
	try {
		const value: unknown = JSON.parse(text);
		const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
		return isObject ? (value as Record<string, unknown>) : undefined;
	} catch {
		// No JSON: a bad frame must not end the connection.
		return undefined;
	}
}

/** A text or a number as text, else an empty text: `String` would throw on an object with a bad `toString`. */
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
