import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Clock } from '../clock.mts';
import { Lane, type Travel } from './lane.mts';
import { parseCommand, type ErrorCode } from './protocol.mts';

export type Frame = Record<string, unknown> & { type: string };

export type DomainEvent = {
	type: 'chat.upserted' | 'chat.deleted' | 'message.upserted' | 'message.deleted';
	chatID: string;
	ids: string[];
	entries?: object[];
};

/** One client on the feed: its subscription, its `seq`, and what went each way. */
export class Connection {
	chatIDs: string[] = [];
	received: unknown[] = [];
	sent: unknown[] = [];
	isBlackHole = false;
	#socket: WebSocket;
	#tcp: Duplex;
	#seq = 0;
	#swallow = 0;
	#lose = 0;
	#travel: () => Travel;
	#lane: Lane;
	#onSubscribed: (connection: Connection) => void;

	constructor(
		socket: WebSocket,
		tcp: Duplex,
		onSubscribed: (connection: Connection) => void,
		travel: () => Travel,
		clock: Clock,
	) {
		this.#socket = socket;
		this.#tcp = tcp;
		this.#onSubscribed = onSubscribed;
		this.#travel = travel;
		this.#lane = new Lane(travel, clock, (event, ts) => this.#deliver(event, ts));
		socket.on('message', (data) => this.#hear(String(data)));
		// Without a listener a client that breaks the protocol would end the process.
		socket.on('error', () => socket.terminate());
		this.send({ type: 'ready', version: 1, chatIDs: [] });
	}

	/** Sends a domain event if this client subscribed to its chat. */
	tell(event: DomainEvent, ts: string | number) {
		if (!this.chatIDs.includes('*') && !this.chatIDs.includes(event.chatID)) return;
		if (this.#lose > 0) {
			this.#lose -= 1;
			return;
		}
		if (this.#swallow > 0) {
			this.#swallow -= 1;
			this.#seq += 1;
			return;
		}
		this.#lane.push(event, ts);
	}

	#deliver(event: DomainEvent, ts: string | number) {
		const { copies, partialEntries } = this.#travel();
		this.#seq += 1;
		const { type, entries, ...rest } = event;
		const shown = partialEntries ? entries?.filter((_, at) => at % 2 === 1) : entries;
		const frame = { type, seq: this.#seq, ts, ...rest, ...(shown ? { entries: shown } : {}) };
		for (let copy = 0; copy < copies; copy += 1) this.send(frame);
	}

	/** Sends a frame of a type that is not in the reference: Beeper numbers those, too. */
	tellUnknown({ type, ...rest }: Frame) {
		this.#seq += 1;
		this.send({ type, seq: this.#seq, ...rest });
	}

	/** Sends any frame, or any text. */
	send(frame: object | string) {
		if (this.isBlackHole || this.#socket.readyState !== this.#socket.OPEN) return;
		this.sent.push(frame);
		this.#socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
	}

	/** Sends texts in one piece, keeps none in `sent`, and resolves when they have left: for benchmarks. */
	async flood(texts: string[]) {
		this.#tcp.cork();
		const leaving = texts.map((text) => {
			const { promise, resolve, reject } = Promise.withResolvers<void>();
			this.#socket.send(text, (error) => (error ? reject(error) : resolve()));
			return promise;
		});
		this.#tcp.uncork();
		await Promise.all(leaving);
	}

	/** The next events count in `seq` but are not sent. */
	swallow(events: number) {
		this.#swallow += events;
	}

	/** The next events are not sent and leave no gap in `seq`. */
	lose(events: number) {
		this.#lose += events;
	}

	/** From now on: no answers, no pongs, and no FIN when the client goes. */
	blackHole() {
		this.isBlackHole = true;
		this.#socket.pause();
	}

	ping() {
		if (!this.isBlackHole && this.#socket.readyState === this.#socket.OPEN) this.#socket.ping();
	}

	close(code: number, reason?: string) {
		this.#socket.close(code, reason);
	}

	/** Cuts the TCP connection: the client sees 1006. */
	terminate() {
		this.#socket.terminate();
	}

	#hear(text: string) {
		const { frame, command } = parseCommand(text);
		this.received.push(frame);
		if ('code' in command) return this.#refuse(command.code, command.message, command.requestID);
		this.chatIDs = command.chatIDs;
		this.send({ type: 'subscriptions.updated', ...command });
		this.#onSubscribed(this);
	}

	#refuse(code: ErrorCode, message: string, requestID: string | undefined) {
		this.send({ type: 'error', ...(requestID ? { requestID } : {}), code, message });
	}
}
