import { setTimeout as wait } from 'node:timers/promises';
import { activateTrigger } from './active-trigger.mjs';
import { Counting } from './counting.mjs';
import { CHATS, startDesktopSide } from './desktop-side.mjs';

export const MISSED = 10_000;
/** The most that may be asked for (beeper-api.md §2). */
const CHATS_PER_PAGE = 200;
const MESSAGES_PER_PAGE = 20;

/** How many messages each chat missed: as many as fill a page, or any number from 1 to 39. */
export const variants = {
	'1 to 39 per chat, 20 on average': () => spreadOut(),
	'20 per chat, one whole page': () => Array.from({ length: CHATS }, () => MISSED / CHATS),
};

/**
 * A trigger is active, goes down, misses messages and is activated again with what n8n had saved. Answers with the
 * `requests` until the last event, the `least` that could do, `ms`, and the requests by route.
 */
export async function measureCatchUp(nodes, missed) {
	using far = await startDesktopSide();
	const database = { staticData: {}, keys: new Set() };
	const before = new Counting();
	const first = await activateTrigger({ nodes, far, database, onEmit: () => before.hit() });
	await far.ask('subscribed');
	await far.ask('write', [0]);
	await before.reaches(1);
	await first.deactivate();

	await far.ask('write', shuffled(missed.flatMap((count, index) => Array(count).fill(index))));
	await far.ask('clearRequests');
	const counting = new Counting();
	const seen = new Set();
	const onEmit = ({ messageID }) => {
		seen.add(messageID);
		counting.hit();
	};
	const started = performance.now();
	const second = await activateTrigger({
		nodes,
		far,
		onEmit,
		database: { ...database, isSaving: false },
	});
	try {
		const ms = (await counting.reaches(MISSED, 20_000)) - started;
		const routes = await far.ask('requests');
		// What is told twice would be told soon.
		await wait(1_000);
		if (counting.count !== MISSED || seen.size !== MISSED) {
			throw new Error(`${counting.count} events about ${seen.size} messages, not ${MISSED}`);
		}
		const requests = Object.values(routes).reduce((all, count) => all + count, 0);
		return { requests, least: least(missed), ms, routes };
	} finally {
		await second.deactivate();
	}
}

/** All chats are listed, and every page with a missed message is read. */
function least(missed) {
	const pages = missed.map((count) => Math.ceil(count / MESSAGES_PER_PAGE));
	return Math.ceil(CHATS / CHATS_PER_PAGE) + pages.reduce((sum, count) => sum + count, 0);
}

function spreadOut() {
	const random = randomFrom(4);
	const missed = Array.from({ length: CHATS }, () => 1 + Math.floor(random() * 39));
	for (let over = sum(missed) - MISSED; over !== 0; over -= Math.sign(over)) {
		const fits = (count) => (over > 0 ? count > 1 : count < 39);
		let index = Math.floor(random() * CHATS);
		while (!fits(missed[index])) index = (index + 1) % CHATS;
		missed[index] -= Math.sign(over);
	}
	return missed;
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

function shuffled(list) {
	const random = randomFrom(5);
	for (let at = list.length - 1; at > 0; at--) {
		const other = Math.floor(random() * (at + 1));
		[list[at], list[other]] = [list[other], list[at]];
	}
	return list;
}

/** The same numbers in every run, so that runs can be compared. */
function randomFrom(seed) {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}
