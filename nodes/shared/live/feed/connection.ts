/** Where to dial, and with which upgrade headers. */
export interface Address {
	url: string;
	headers: Record<string, string>;
}

/** One socket, dialled and open. */
export interface Connection {
	/** Resolves when the connection is over, for good. */
	readonly over: Promise<void>;
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

/** Takes a frame as text, and gives back why the connection has to end, if it has to. Must not throw. */
export type FrameHandler = (text: string) => string | undefined;

/**
 * Dials one socket (beeper-api.md §7.1). Resolves once, with the open connection or with the reason why
 * there is none: refused, broken off, or given up because `signal` aborted before it was open. Frames are
 * handed to `take` the moment they come in.
 */
export async function dial(
	{ url, headers }: Address,
	signal: AbortSignal,
	onFrame: FrameHandler,
): Promise<Connection | Refused> {
	if (signal.aborted) return { reason: 'stopped' };
	const socket = create(url, headers);
	// What it threw may quote the headers, so the token, and is passed on to nobody.
	if (!socket) return { reason: 'the address or the token has a character that cannot be sent' };
	const over = Promise.withResolvers<void>();
	let heard = 0;
	let reason = '';

	const close = (why: string) => {
		if (reason) return;
		reason = why;
		over.resolve();
		socket.onmessage = socket.onopen = socket.onclose = null;
		// A late error of a socket that was let go would be reported as unhandled.
		socket.onerror = () => {};
		// Never wait for the close event: a peer that is gone never acknowledges.
		if (socket.readyState <= WebSocket.OPEN) socket.close();
	};
	const connection: Connection = {
		over: over.promise,
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
		const end = (why: string) => {
			signal.removeEventListener('abort', giveUp);
			close(why);
			resolve({ reason });
		};
		const giveUp = () => end('no answer in time');
		signal.addEventListener('abort', giveUp, { once: true });
		// A refused upgrade gives only `error` on some Node versions, `error` and `close` on others.
		socket.onerror = () => end(heard ? 'the connection broke' : 'no connection');
		socket.onclose = ({ code, reason: text }) => end(`closed with ${code}${text && ` ${text}`}`);
		socket.onmessage = ({ data }) => {
			heard++;
			const why = onFrame(typeof data === 'string' ? data : '');
			if (why) close(why);
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
