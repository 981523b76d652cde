/**
 * The least Beeper that the trigger's benchmarks need, as a process of its own: the feed, as fast as it is
 * wanted, and the reads that a trigger makes, over the last messages of each chat. Started by `startFeedSide`.
 */
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';
import { WebSocketServer } from 'ws';
import { answerCommands, startProcess } from './far-process.mjs';
import { encode, frame, message, sharedNow } from './feed-frames.mjs';
import { answer, forget, note } from './feed-rest.mjs';

/** Frames that go out in one piece. */
const CHUNK = 200;

/**
 * Starts it. `ask('subscribed')` waits for a connection that has subscribed; `'prepare', count` makes frames
 * for the newest one, `'send'` sends them at full speed; `'stream', count` does both bit by bit;
 * `'pace', perSecond, seconds` sends them evenly, each with `sentAt` in its message; `'forget'` empties the chats.
 */
export const startFeedSide = () => startProcess(fileURLToPath(import.meta.url));

/** Connections with a subscription that nobody was told of yet, and who waits for one. */
const subscribed = [];
const waiting = [];
let newest;
let prepared = [];
let sent = 0;

if (process.argv[2] === 'serve' && process.send) {
	const server = createServer({ keepAliveTimeout: 60_000 }, answer);
	const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
	server.on('upgrade', (request, socket, head) => {
		sockets.handleUpgrade(request, socket, head, (connection) => connect(connection, socket));
	});
	server.listen({ port: 0, host: '127.0.0.1', backlog: 1024 }, () => {
		process.send({ url: `http://127.0.0.1:${server.address().port}`, token: 'any' });
	});
	answerCommands({ subscribed: nextSubscribed, prepare, send, stream, pace, forget });
}

function connect(connection, socket) {
	const state = { socket, seq: 0, isSubscribed: false };
	connection.send(JSON.stringify({ type: 'ready', version: 1, chatIDs: [] }));
	connection.on('message', (text) => {
		const { requestID, chatIDs } = JSON.parse(text);
		connection.send(JSON.stringify({ type: 'subscriptions.updated', requestID, chatIDs }));
		// Sent again it is a probe.
		if (state.isSubscribed) return;
		state.isSubscribed = true;
		newest = state;
		subscribed.push(state);
		waiting.shift()?.();
	});
	connection.on('error', () => {});
}

async function nextSubscribed() {
	if (subscribed.length === 0) await new Promise((resolve) => waiting.push(resolve));
	subscribed.shift();
}

async function prepare(count) {
	prepared = [];
	for (let left = count; left > 0; left -= CHUNK) prepared.push(chunk(Math.min(left, CHUNK)));
}

async function send() {
	for (const one of prepared.splice(0)) await write(one);
}

async function stream(count) {
	for (let left = count; left > 0; left -= CHUNK) await write(chunk(Math.min(left, CHUNK)));
}

async function pace(perSecond, seconds) {
	const total = perSecond * seconds;
	const started = sharedNow();
	for (let done = 0; done < total;) {
		const due = Math.min(total, Math.floor(((sharedNow() - started) / 1000) * perSecond) + 1);
		for (; done < due; done++) await write(chunk(1, `"sentAt":${sharedNow()},`));
		await wait(1);
	}
}

/** So many frames in one piece, and the messages in them. */
function chunk(count, more) {
	const now = Date.now();
	const timestamp = new Date(now).toISOString();
	const entries = [];
	const frames = [];
	for (let i = 0; i < count; i++, sent++) {
		const entry = message(sent, timestamp, more);
		entries.push([sent, entry]);
		frames.push(encode(frame(sent, ++newest.seq, now, entry)));
	}
	return { entries, timestamp, bytes: count === 1 ? frames[0] : Buffer.concat(frames) };
}

/** What is written is also what the reads know; before that, nobody wrote it. */
async function write({ entries, timestamp, bytes }) {
	for (const [n, entry] of entries) note(n, entry, timestamp);
	const { socket } = newest;
	if (socket.destroyed) throw new Error('The connection is gone');
	if (!socket.write(bytes)) await new Promise((resolve) => socket.once('drain', resolve));
}
