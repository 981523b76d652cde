import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocketServer } from 'ws';
import { authorize } from '../http/authorize.mts';
import type { Recorded } from '../http/ledger.mts';
import { notFound, Refusal } from '../http/refusal.mts';
import type { Inside } from '../inside.mts';
import { Connection } from './connection.mts';

const endpoint = 'GET /v1/ws';

/**
 * Opens the feed for a client, or refuses: 404 off its path, 401 for a wrong token (expected, not
 * published: reference §7.4), or whatever a test asked for.
 */
export function upgrade(
	request: IncomingMessage,
	socket: Duplex,
	head: Buffer,
	sockets: WebSocketServer,
	inside: Inside,
) {
	const { clock, faults, hub, ledger } = inside;
	const recorded = ledger.note(request);
	socket.on('error', () => socket.destroy());
	try {
		if (recorded.url.split('?')[0] !== '/v1/ws') throw notFound(`Route ${recorded.url}`);
		recorded.route = endpoint;
		ledger.started.push(recorded);
		if (faults.refuseUpgrade) throw new Refusal(faults.refuseUpgrade, 'REFUSED', 'Told to refuse');
		authorize(request, 'bearer:read', inside);
	} catch (error) {
		// Anything else is a fault of the double and must be seen.
		if (!(error instanceof Refusal)) throw error;
		return refuse(socket, error, inside, recorded);
	}
	sockets.handleUpgrade(request, socket, head, (webSocket) => {
		ledger.finish(recorded, 101);
		if (faults.acceptAndDrop) {
			webSocket.terminate();
			return;
		}
		const connection = new Connection(
			webSocket,
			socket,
			(one) => hub.subscribed.push(one),
			() => faults.travel,
			clock,
		);
		webSocket.on('close', () => hub.remove(connection));
		hub.add(connection);
	});
}

function refuse(socket: Duplex, { status, body }: Refusal, inside: Inside, recorded: Recorded) {
	const text = JSON.stringify(body);
	socket.end(
		[
			`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Refused'}`,
			'Connection: close',
			'Content-Type: application/json; charset=utf-8',
			`Content-Length: ${Buffer.byteLength(text)}`,
			`X-Beeper-Desktop-Version: ${inside.generation.version}`,
			'',
			text,
		].join('\r\n'),
	);
	inside.ledger.finish(recorded, status);
}
