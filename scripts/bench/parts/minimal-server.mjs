/**
 * A minimal HTTP server in place of Beeper, for a process of its own (test/process.mts): it accepts every message, and
 * lists 100,000 of them in pages. The chat's ID says how large these are, for example "pages of 20".
 */
import { once } from 'node:events';
import { createServer } from 'node:http';

export const MESSAGES = 100_000;

let sent = 0;
let messages;

/** Starts it; answers with its `url`, and with a `token`, though it takes any. */
export async function start() {
	const server = createServer({ keepAliveTimeout: 60_000 }, answer);
	// All items of HTTP Request come at once.
	server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 });
	await once(server, 'listening');
	return { url: `http://127.0.0.1:${server.address().port}`, token: 'any' };
}

function answer(request, response) {
	const { pathname, searchParams } = new URL(request.url, 'http://localhost');
	const chatID = decodeURIComponent(pathname.split('/')[3]);
	const text =
		request.method === 'POST'
			? JSON.stringify({ chatID, pendingMessageID: `pending-${++sent}` })
			: page(Number(/\d+/.exec(chatID)), searchParams.get('cursor'));
	response.setHeader('Content-Type', 'application/json');
	response.setHeader('X-Beeper-Desktop-Version', '4.2.808');
	request.resume().once('end', () => response.end(text));
}

function page(size, cursor) {
	messages ??= Array.from({ length: MESSAGES }, (_, index) => JSON.stringify(message(index)));
	const start = cursor === null ? 0 : Number(cursor) + 1;
	const end = Math.min(start + size, MESSAGES);
	const items = messages.slice(start, end).join(',');
	return `{"items":[${items}],"hasMore":${end < MESSAGES},"oldestCursor":"${end - 1}","newestCursor":"${start}"}`;
}

/** A Message as Beeper Desktop 4.2.808 lists it. */
const message = (index) => ({
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
});
