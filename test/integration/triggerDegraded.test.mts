import type { Desktop } from '../double/driver.mts';
import { start } from '../double/start.mts';
import { activate } from '../engine/index.mts';
import { credentialFor, FRIEND } from './given.mts';
import { checked, listening, onEvents, texts, toldText } from './told.mts';
import { both, emitted } from './triggered.mts';
import { inFastTime } from './time.mts';

inFastTime();

const FEED = 'GET /v1/ws';
const LIST = 'GET /v1/chats';

const file = onEvents(both.events);

const names = [FRIEND, 'Tom Okafor', 'Diego Fuentes'];

describe.each([
	['refuses the feed (404)', (desktop: Desktop) => desktop.refuseUpgrade(404)],
	['refuses the feed (503)', (desktop: Desktop) => desktop.refuseUpgrade(503)],
	['opens the feed and drops it', (desktop: Desktop) => desktop.acceptAndDrop()],
])('a Beeper that %s', (_, degrade) => {
	test('is asked: everything comes, once and in order, and the feed is tried again', async () => {
		await using desktop = await start();
		degrade(desktop);
		await using active = await listening(desktop, file);
		for (const round of ['one', 'two']) {
			for (const name of names) desktop.friend(name).writes(`${round} from ${name}`);
			for (const name of names) await toldText(active, `${round} from ${name}`);
		}
		desktop.me.writes(FRIEND, 'mine');
		expect(await toldText(active, 'mine')).toMatchObject({ event: 'message.sent' });
		await checked(desktop);
		expect(active.emitted.all).toHaveLength(2 * names.length + 1);
		expect(emitted(active).some(({ late }) => late)).toBe(false);
		expect(active.failedExecutions.all).toEqual([]);

		desktop.mend();
		await desktop.waitForSubscription({ timeoutMs: 120_000 });
		desktop.friend(FRIEND).writes('over the feed');
		await toldText(active, 'over the feed');
		expect(desktop.sockets).toBe(1);
	}, 60_000);

	test('is not hammered', async () => {
		await using desktop = await start();
		degrade(desktop);
		await using active = await listening(desktop, file);
		const began = Date.now();
		while (Date.now() - began < 60_000) await checked(desktop);
		const minutes = (Date.now() - began) / 60_000;
		const count = (wanted: string) =>
			desktop.requests.filter(({ route }) => route === wanted).length / minutes;
		// 1, 2, 4, 8, 16, 30 s, each at least half of that.
		expect(count(FEED)).toBeLessThan(9);
		expect(count(LIST)).toBeLessThan(20);
		expect(active.emitted.all).toEqual([]);
	}, 60_000);
});

describe('a Beeper that does not answer', () => {
	test('costs activation a few seconds, and no more', async () => {
		await using desktop = await start();
		desktop.latency(Infinity);
		const began = Date.now();
		await using active = await activate(file, { credentials: credentialFor(desktop) });
		expect(Date.now() - began).toBeLessThan(9_000);
		desktop.latency(0);
		desktop.dropSockets();
		await desktop.waitForSubscription({ timeoutMs: 30_000 });
		desktop.friend(FRIEND).writes('here now');
		await toldText(active, 'here now');
	}, 60_000);

	test('in time, or says that it has too much to do, is asked again', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, file);
		desktop.failNext(LIST, { status: 429, retryAfter: 1, times: 2 });
		desktop.failNext('GET /v1/chats/{chatID}/messages', { status: 503, times: 2 });
		desktop.failNext('GET /v1/chats/{chatID}/messages', { reset: true });
		desktop.dropSockets();
		await desktop.waitForSocketClosed();
		for (const name of names) desktop.friend(name).writes(`from ${name}`);
		for (const name of names) await toldText(active, `from ${name}`);
		expect(texts(active)).toHaveLength(3);
		expect(active.failedExecutions.all).toEqual([]);
	}, 60_000);
});

test('a socket that is dead without having ended is noticed within a minute', async () => {
	await using desktop = await start();
	await using active = await listening(desktop, file);
	await desktop.waitForSubscription();
	const died = Date.now();
	desktop.blackHoleSockets();
	desktop.friend(FRIEND).writes('into the void');
	// Not lost meanwhile: a check finds it.
	await toldText(active, 'into the void');
	await desktop.waitForSubscription({ timeoutMs: 80_000 });
	// And then it dials, a second later.
	expect(Date.now() - died).toBeLessThan(63_000);
	desktop.friend(FRIEND).writes('over the new one');
	await toldText(active, 'over the new one');
	expect(texts(active)).toEqual(['into the void', 'over the new one']);
}, 90_000);
