import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { upgrade } from '../events/upgrade.mts';
import type { Inside } from '../inside.mts';
import { routes } from '../routes/index.mts';
import { handle } from './handle.mts';
import { matcher } from './match.mts';

/**
 * The ports of this process so far. None is given twice: clients remember by address what a Beeper has had, and the IDs
 * of two doubles are alike.
 */
const taken = new Set<number>();

/** The one port of the app: REST and the feed. It can be stopped and listen again. */
export class Server {
	port: number;
	#host: string;
	#server = createServer();
	#sockets = new WebSocketServer({ noServer: true });
	#pings: NodeJS.Timeout | undefined;
	#inside: Inside;

	constructor(inside: Inside) {
		this.#inside = inside;
		this.#host = inside.settings.host;
		this.port = inside.settings.port;
		const find = matcher(routes, inside.generation);
		// The default of 5 s races with clients that keep connections, and fails tests at random.
		this.#server.keepAliveTimeout = 0;
		this.#server.on('request', (request, response) => {
			handle(request, response, inside, find).catch((error) => {
				// A client that goes away while it uploads is no fault of the double.
				if (!request.destroyed) console.error('The double broke:', error);
				response.destroy();
			});
		});
		this.#server.on('upgrade', (request, socket, head) =>
			upgrade(request, socket, head, this.#sockets, inside),
		);
		this.#sockets.on('headers', (headers) => {
			headers.push(`X-Beeper-Desktop-Version: ${inside.generation.version}`);
		});
	}

	/** Starts to listen, on the port it had before if it had one. */
	async listen() {
		this.port ||= await this.#freePort();
		if (!this.#server.listening) await this.#open(this.port);
		taken.add(this.port);
		this.#pings = setInterval(
			() => this.#inside.hub.connections.forEach((connection) => connection.ping()),
			this.#inside.settings.pingEveryMs,
		).unref();
	}

	/** Listens on a port that none had before. */
	async #freePort(): Promise<number> {
		for (;;) {
			await this.#open(0);
			const { port } = this.#server.address() as AddressInfo;
			if (!taken.has(port)) return port;
			this.#server.close();
			await once(this.#server, 'close');
		}
	}

	async #open(port: number) {
		this.#server.listen(port, this.#host);
		await once(this.#server, 'listening');
	}

	/** Cuts every connection and refuses new ones, like an app that was quit. */
	async stop() {
		clearInterval(this.#pings);
		this.#inside.hub.terminateAll();
		if (!this.#server.listening) return;
		const closed = once(this.#server, 'close');
		this.#server.close();
		this.#server.closeAllConnections();
		await closed;
	}
}
