/**
 * Tests run beside a developer's own n8n and Beeper. So a test that opens a port that the system has not chosen, or
 * knocks at one of theirs, ends its process with the place where it did. (jest's `setupFiles`.)
 */
import net from 'node:net';

/** Where n8n and Beeper Desktop listen by default. */
const THEIRS = [5678, 23373];

const HERE = [undefined, 'localhost', '127.0.0.1', '::1', '0.0.0.0', '::'];

/** What the system has chosen for this process; servers come back there. */
const ours = new Set<number>();

type Address = { port?: number | string; host?: string };

function addressOf(args: unknown[]): Address {
	// Node's own callers hand over one list of arguments.
	const [first, second] = Array.isArray(args[0]) ? (args[0] as unknown[]) : args;
	if (typeof first === 'object' && first !== null) return first;
	return { port: first as number, host: typeof second === 'string' ? second : undefined };
}

function end(what: string): never {
	const error = new Error(`A test ${what}. Tests use free ports, see test/ports.mts.`);
	// Whoever called may take a thrown error for an outage.
	queueMicrotask(() => {
		throw error;
	});
	throw error;
}

const { listen } = net.Server.prototype;
net.Server.prototype.listen = function (this: net.Server, ...args: unknown[]) {
	const port = Number(addressOf(args).port ?? 0);
	if (port !== 0 && !ours.has(port)) end(`listens on port ${port}`);
	this.once('listening', () => {
		const address = this.address();
		if (address !== null && typeof address === 'object') ours.add(address.port);
	});
	return Reflect.apply(listen, this, args) as net.Server;
} as typeof listen;

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]) {
	const { port, host } = addressOf(args);
	if (THEIRS.includes(Number(port)) && HERE.includes(host)) end(`connects to port ${port}`);
	return Reflect.apply(connect, this, args) as net.Socket;
} as typeof connect;
