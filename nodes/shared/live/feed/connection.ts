/** The URL to dial, and the headers of the upgrade request. */
export interface Address {
	url: string;
	headers: Record<string, string>;
}

/** An open socket. */
export interface Connection {
	/** Resolves when the connection has ended. */
	readonly over: Promise<void>;
	/** Sends an object as JSON; ignored when the connection has ended. */
	send(frame: object): void;
	/** Ends the connection for this reason, without waiting for the other side. */
	close(reason: string): void;
	/** How many frames have come in. */
	readonly heard: number;
	/** Why it ended; empty while it is open. */
	readonly reason: string;
}

/** What `dial` returns if it could not connect. */
export interface Refused {
	reason: string;
}

/** Takes a frame as text. Returns a reason if the connection has to end. Must not throw. */
export type FrameHandler = (text: string) => string | undefined;

/**
 * Opens one socket (docs/beeper-api.md §7.1). Returns the open connection, or why there is none: it was refused or
 * broken, or `signal` aborted before it was open. `onFrame` gets each frame the moment it comes in. Never rejects.
 */
export async function dial(
	{ url, headers }: Address,
	signal: AbortSignal,
	onFrame: FrameHandler,
): Promise<Connection | Refused> {
	if (signal.aborted) return { reason: 'stopped' };
	const socket = create(url, headers);
	// The error itself is not passed on: it may quote the headers, and so the token.
	if (!socket) return { reason: 'the address or the token has a character that cannot be sent' };
	const over = Promise.withResolvers<void>();
	let heard = 0;
	let reason = '';

	const close = (why: string) => {
		if (reason) return;
		reason = why;
		over.resolve();
		socket.onmessage = socket.onopen = socket.onclose = null;
		// Without a handler, a late error of this socket would be reported as unhandled.
		socket.onerror = () => {};
		// The close event is not waited for: a dead peer never acknowledges.
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
