import { WebSocket } from 'ws';
import { Arrivals } from '../double/far/arrivals.mts';
import type { Desktop } from '../double/start.mts';

export type Frame = Record<string, unknown> & {
	type: string;
	seq?: number;
	ids?: string[];
	entries?: Array<Record<string, unknown>>;
};

export type FeedClient = {
	/** The next frame of this type; frames that came earlier are not missed. */
	next: (type: string) => Promise<Frame>;
	/** Every frame so far. */
	frames: Frame[];
	send: (frame: object | string) => void;
	subscribe: (chatIDs: string[]) => Promise<Frame>;
	closed: Promise<number>;
	socket: WebSocket;
	[Symbol.dispose]: () => void;
};

/** Connects to the feed; resolves when the socket is open, rejects if the upgrade is refused. */
export async function feedClient(desktop: Desktop, token = desktop.token): Promise<FeedClient> {
	const headers = { Authorization: `Bearer ${token}` };
	const socket = new WebSocket(desktop.wsUrl, { headers });
	const frames: Frame[] = [];
	const arrivals = new Arrivals<Frame>();
	const { promise: closed, resolve } = Promise.withResolvers<number>();
	socket.on('close', resolve);
	socket.on('message', (data) => {
		const frame: Frame = JSON.parse(String(data));
		frames.push(frame);
		arrivals.push(frame);
	});
	await new Promise((opened, failed) => {
		socket.once('open', opened);
		socket.once('error', failed);
	});
	// A cut connection is what some tests want; the close code tells.
	socket.on('error', () => {});
	const next = (type: string) => arrivals.wait((frame) => frame.type === type, `frame ${type}`);
	const send = (frame: object | string) =>
		socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
	return {
		next,
		frames,
		send,
		subscribe(chatIDs) {
			send({ type: 'subscriptions.set', chatIDs });
			return next('subscriptions.updated');
		},
		closed,
		socket,
		[Symbol.dispose]: () => socket.terminate(),
	};
}
