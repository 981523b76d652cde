export type ErrorCode = 'INVALID_COMMAND' | 'INVALID_PAYLOAD' | 'NOT_SUBSCRIBED' | 'INTERNAL_ERROR';

export type Subscription = { requestID?: string; chatIDs: string[] };

export type Complaint = { code: ErrorCode; message: string; requestID?: string };

/** Reads one frame of a client (reference §7.2): the one command there is, or what is wrong. */
export function parseCommand(text: string): { frame: unknown; command: Subscription | Complaint } {
	let frame: unknown;
	try {
		frame = JSON.parse(text);
	} catch {
		const message = 'Frame is not JSON';
		return { frame: text, command: { code: 'INVALID_COMMAND', message } };
	}
	return { frame, command: readCommand(frame) };
}

function readCommand(frame: unknown): Subscription | Complaint {
	if (typeof frame !== 'object' || frame === null || Array.isArray(frame)) {
		return { code: 'INVALID_COMMAND', message: 'Frame is not an object' };
	}
	const { type, requestID, chatIDs, ...unknown } = frame as Record<string, unknown>;
	const echo = typeof requestID === 'string' ? { requestID } : {};
	if (type !== 'subscriptions.set') {
		return { code: 'INVALID_COMMAND', message: `Unknown command ${String(type)}`, ...echo };
	}
	const wrong = (message: string): Complaint => ({ code: 'INVALID_PAYLOAD', message, ...echo });
	if (requestID !== undefined && typeof requestID !== 'string') {
		return wrong('requestID must be a string');
	}
	const [extra] = Object.keys(unknown);
	if (extra !== undefined) return wrong(`Unknown key ${extra}`);
	if (!isStrings(chatIDs)) return wrong('chatIDs must be an array of strings');
	const clean = [...new Set(chatIDs.map((id) => id.trim()))].sort();
	if (clean.includes('')) return wrong('chatIDs must not be empty strings');
	if (clean.includes('*') && clean.length > 1) return wrong('"*" excludes other chat IDs');
	return { ...echo, chatIDs: clean };
}

const isStrings = (value: unknown): value is string[] =>
	Array.isArray(value) && value.every((one) => typeof one === 'string');
