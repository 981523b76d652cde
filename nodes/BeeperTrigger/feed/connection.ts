import { Channel } from './channel';

/** Where to dial, and with which upgrade headers. */
export interface Address {
	url: string;
	headers: Record<string, string>;
}

/** One socket, dialled and open; over for good once `next` has given `undefined`. */
export interface Connection {
	/** The next frame as text; `undefined` when the connection is over. */
	next(): Promise<string | undefined>;
	/** Sends an object as JSON; ignored when the connection is over. */
	send(frame: object): void;
	/** Ends the connection, with what ended it, and lets go of the socket at once. */
	close(reason: string): void;
	/** How many frames have come in. */
	readonly heard: number;
	/** What ended it; empty while it lives. */
	readonly reason: string;
}

/** What `dial` gives when no connection came about. */
export interface Refused {
	reason: string;
}

/** Frames that may wait for a slow consumer before the connection is given up as hopeless. */
const MAX_WAITING_FRAMES = 50_000;

/**
 * Dials one socket (beeper-api.md §7.1). Resolves once, with the open connection or with the reason why
 * there is none: refused, broken off, or given up because `signal` aborted before it was open.
 */
export async function dial(
	{ url, headers }: Address,
	signal: AbortSignal,
): Promise<Connection | Refused> {
	if (signal.aborted) return { reason: 'stopped' };
	const socket = create(url, headers);
	// What it threw may quote the headers, so the token, and is passed on to nobody.
	if (!socket) return { reason: 'the address or the token has a character that cannot be sent' };
	const frames = new Channel<string>();
	let heard = 0;
	let reason = '';

	const close = (why: string) => {
		if (reason) return;
		reason = why;
		frames.end();
		socket.onmessage = socket.onopen = socket.onclose = null;
		// A late error of a socket that was let go would be reported as unhandled.
		socket.onerror = () => {};
		// Never wait for the close event: a peer that is gone never acknowledges.
		if (socket.readyState <= WebSocket.OPEN) socket.close();
	};
	const connection: Connection = {
		next: async () => await frames.take(),
		send: (frame) => {
			if (!reason) socket.send(JSON.stringify(frame));
		},
		close,
		get heard() {
			return heard;
		},
		get reason() {
			return reason;
		},
	};

	return await new Promise((resolve) => {
		const over = (why: string) => {
			signal.removeEventListener('abort', giveUp);
			close(why);
			resolve({ reason });
		};
		const giveUp = () => over('no answer in time');
		signal.addEventListener('abort', giveUp, { once: true });
		// A refused upgrade gives only `error` on some Node versions, `error` and `close` on others.
		socket.onerror = () => over(heard ? 'the connection broke' : 'no connection');
		socket.onclose = ({ code, reason: text }) => over(`closed with ${code}${text && ` ${text}`}`);
		socket.onmessage = ({ data }) => {
			heard++;
			frames.push(typeof data === 'string' ? data : '');
			if (frames.length > MAX_WAITING_FRAMES) over('more events than could be worked on');
		};
		socket.onopen = () => {
			signal.removeEventListener('abort', giveUp);
			resolve(connection);
		};
	});
}

function create(url: string, headers: Record<string, string>): WebSocket | undefined {
	try {
		return new WebSocket(url, { headers });
	} catch {
		return undefined;
	}
}
