/**
 * The least Beeper that the benchmarks need, as a process of its own, so that its work is not counted as
 * the engine's: takes every message, and lists 100,000 of them in pages. Started by `startFarSide`.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

export const MESSAGES = 100_000;

/** Starts it; the chat to list names the size of its pages, for example "pages of 20". */
export async function startFarSide() {
	const child = fork(fileURLToPath(import.meta.url), ['serve']);
	const [{ url }] = await once(child, 'message');
	return { url, token: 'any', [Symbol.dispose]: () => child.kill() };
}

if (process.argv[2] === 'serve' && process.send) {
	const server = createServer({ keepAliveTimeout: 60_000 }, answer);
	// All items of HTTP Request come at once.
	server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => {
		process.send({ url: `http://127.0.0.1:${server.address().port}` });
	});
	process.once('disconnect', () => process.exit());
}

let sent = 0;

function answer(request, response) {
	const { pathname, searchParams } = new URL(request.url, 'http://localhost');
	const chatID = decodeURIComponent(pathname.split('/')[3]);
	const text =
		request.method === 'POST'
			? JSON.stringify({ chatID, pendingMessageID: `pending-${++sent}` })
			: page(Number(/\d+/.exec(chatID)), searchParams.get('cursor'));
	request.resume().once('end', () => {
		response.writeHead(200, {
			'Content-Type': 'application/json',
			'Content-Length': Buffer.byteLength(text),
			'X-Beeper-Desktop-Version': '4.2.808',
		});
		response.end(text);
	});
}

let messages;

function page(size, cursor) {
	messages ??= Array.from({ length: MESSAGES }, (_, index) => JSON.stringify(message(index)));
	const start = cursor === null ? 0 : Number(cursor) + 1;
	const end = Math.min(start + size, MESSAGES);
	const items = messages.slice(start, end).join(',');
	const hasMore = end < MESSAGES;
	return `{"items":[${items}],"hasMore":${hasMore},"oldestCursor":"${end - 1}","newestCursor":"${start}"}`;
}

/** A Message as Beeper Desktop 4.2.808 lists it. */
function message(index) {
	return {
		id: String(MESSAGES - index),
		chatID: '!NCdzlIaMjZUmvmvyHU:beeper.com',
		accountID: 'whatsapp',
		senderID: '@whatsapp_4917012345678:beeper.local',
		senderName: 'Mara Lindqvist',
		timestamp: new Date(1_790_000_000_000 - index * 60_000).toISOString(),
		sortKey: String(MESSAGES - index),
		type: 'TEXT',
		text: `<p>Message ${index}: <strong>pizza</strong> tonight at 8?</p>`,
		isSender: index % 2 === 0,
		isUnread: false,
		attachments: [],
		reactions: [],
	};
}
