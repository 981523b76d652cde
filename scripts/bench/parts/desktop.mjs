/**
 * The stand-in Beeper Desktop (test/double) for a process of its own (test/process.mts): with chats in which friends
 * write, and with floods of frames, which are prepared so that no client has to wait for them.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { randomFrom } from '../../../test/double/random.mts';
import { empty } from '../../../test/double/seed/empty.mts';
import { start as startDouble } from '../../../test/double/start.mts';
import { sharedNow } from './rounds.mjs';

/** How many frames are sent in one piece. */
const PIECE = 200;
const WORDS = 'the train is late, so we start without you; please bring bread and wine '.repeat(7);
const random = randomFrom(1);

let desktop;
let client;
let frames = [];
let flooded = 0;

const chatID = (index) => `!bench${1000 + index}:beeper.local`;
const friendID = (index) => `@friend${index}:beeper.local`;

/** Starts it with so many chats; answers with its `url` and `token`. */
export async function start(chats) {
	const [account] = empty.accounts;
	const seeded = Array.from({ length: chats }, (_, index) => ({
		id: chatID(index),
		accountID: account.accountID,
		type: 'single',
		title: `Friend Number ${index}`,
		participants: [{ id: friendID(index), fullName: `Friend Number ${index}` }],
		messages: [{ senderID: friendID(index), minutesAgo: 60 + index, text: 'An old message' }],
	}));
	desktop = await startDouble({ seed: { ...empty, accounts: [account], chats: seeded } });
	return { url: desktop.url, token: desktop.token };
}

/** Resolves when a client of the feed has subscribed. */
export async function subscribed() {
	client = await desktop.waitForSubscription();
}

/** The friends of the chats with these numbers write a message each, in this order. */
export function write(indices) {
	for (const index of indices) {
		desktop.friend(friendID(index), chatID(index)).writes(`A message to chat ${index}`);
	}
}

/** How many requests of each route there were since the last call. */
export function requests() {
	const routes = Object.groupBy(desktop.requests, ({ route }) => route);
	desktop.clearRequests();
	return Object.fromEntries(Object.entries(routes).map(([route, { length }]) => [route, length]));
}

/** Makes so many frames of about 1 kB, each with a new message in one of the chats in which somebody has written. */
export function prepare(count) {
	const written = client.sent.filter(({ type }) => type === 'message.upserted');
	const { seq } = written.at(-1);
	frames = Array.from({ length: count }, () => {
		const like = written[Math.floor(random() * written.length)];
		const id = String(2_000_000 + flooded);
		const message = {
			...like.entries[0],
			...{ id, timestamp: new Date().toISOString(), sortKey: String(900_000_000 + flooded) },
			text: `<p>${WORDS.slice(0, 20 + ((flooded * 37) % 480))} <strong>${flooded}</strong></p>`,
			...{ isHidden: false, isDeleted: false, mentions: [], attachments: [], reactions: [] },
			...{ links: [], seen: { '@robin:beeper.com': false } },
			sendStatus: { status: 'SUCCESS', deliveredToUsers: ['@robin:beeper.com'] },
		};
		flooded += 1;
		const frame = { ...like, seq: seq + flooded, ts: Date.now(), ids: [id], entries: [message] };
		return { id, text: JSON.stringify(frame) };
	});
}

/** Sends what was prepared, as fast as the client takes it. */
export async function send() {
	for (let at = 0; at < frames.length; at += PIECE) {
		await client.flood(frames.slice(at, at + PIECE).map(({ text }) => text));
	}
}

/** Sends what was prepared, so many a second; answers when each message was sent, by its ID. */
export async function pace(perSecond) {
	const sent = {};
	const started = sharedNow();
	for (const [at, { id, text }] of frames.entries()) {
		while (sharedNow() < started + (at / perSecond) * 1000) await wait(1);
		sent[id] = sharedNow();
		await client.flood([text]);
	}
	return sent;
}
