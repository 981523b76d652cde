/** Measures how a Beeper Trigger catches up on what was written while its workflow was inactive. */
import { setTimeout as wait } from 'node:timers/promises';
import { randomFrom } from '../../../test/double/random.mts';
import { startProcess } from '../../../test/process.mts';
import { activateTrigger, Counter } from './listeners.mjs';

export const MISSED = 10_000;
const CHATS = 500;
/** The most that may be asked for (beeper-api.md §2). */
const CHATS_PER_PAGE = 200;
const MESSAGES_PER_PAGE = 20;
const random = randomFrom(4);

/** How many messages each chat missed: by chance, two chats 40 together, or as many as fill a page. */
export const variants = {
	'1 to 39 per chat, 20 on average': Array.from({ length: CHATS / 2 }, () => {
		const count = 1 + Math.floor(random() * 39);
		return [count, 40 - count];
	}).flat(),
	'20 per chat, one whole page': Array(CHATS).fill(MISSED / CHATS),
};

/**
 * A trigger is active, is deactivated, misses messages and is activated again with what n8n had saved. Answers with the
 * `requests` until the last event, the `least` that could do, `ms`, and the requests by route.
 */
export async function measureCatchUp(missed) {
	using desktop = startProcess(import.meta.resolve('./desktop.mjs'));
	const address = await desktop.call('start', CHATS);
	const before = await activateTrigger(address, { instead: async () => {} });
	await desktop.call('subscribed');
	await desktop.call('write', [0]);
	await before.waitForExecution();
	const { staticData, deduplicationKeys } = before.saved;
	await before.deactivate();
	await desktop.call('write', shuffled(missed.flatMap((count, chat) => Array(count).fill(chat))));
	await desktop.call('requests');

	const counter = new Counter();
	const onEmit = (_, key) => {
		// n8n refuses what has an execution.
		if (deduplicationKeys.has(key)) return;
		deduplicationKeys.add(key);
		counter.hit();
	};
	const started = performance.now();
	const after = await activateTrigger(address, { staticData, onEmit });
	try {
		await counter.reaches(MISSED);
		const ms = performance.now() - started;
		const routes = await desktop.call('requests');
		// An event that comes twice would come soon.
		await wait(1_000);
		if (counter.count !== MISSED) throw new Error(`${counter.count} events, not ${MISSED}`);
		const requests = Object.values(routes).reduce((sum, count) => sum + count);
		return { requests, least: least(missed), ms, routes };
	} finally {
		await after.deactivate();
	}
}

/** All chats are listed, and every page with a missed message is read. */
function least(missed) {
	const pages = missed.map((count) => Math.ceil(count / MESSAGES_PER_PAGE));
	return pages.reduce((sum, count) => sum + count, Math.ceil(CHATS / CHATS_PER_PAGE));
}

/** In an order by chance, which is the same in every run. */
function shuffled(list) {
	const places = list.map((value) => ({ value, place: random() }));
	return places.sort((a, b) => a.place - b.place).map(({ value }) => value);
}
