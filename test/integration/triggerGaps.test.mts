import { on } from '../double/seed/accounts.mts';
import { start } from '../double/start.mts';
import { FRIEND } from './given.mts';
import { checked, listening, onEvents, texts, toldText } from './told.mts';
import { both, emitted } from './triggered.mts';
import { inFastTime } from './time.mts';

inFastTime();

const MESSAGES = 'GET /v1/chats/{chatID}/messages';
const GET_MESSAGE = 'GET /v1/chats/{chatID}/messages/{messageID}';

const file = onEvents(both.events);

const lateOnes = (active: Parameters<typeof emitted>[0]) =>
	emitted(active)
		.filter(({ late }) => late)
		.map(({ plainText }) => plainText);

describe('nothing is lost', () => {
	test('when Beeper is quit and started again', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, file);
		const friend = desktop.friend(FRIEND);
		friend.writes('before');
		await toldText(active, 'before');
		await desktop.stop();
		for (let i = 0; i < 50; i++) friend.writes(`${i}`);
		await desktop.listenAgain();
		friend.writes('after');
		await toldText(active, 'after');
		expect(texts(active)).toEqual([
			'before',
			...Array.from({ length: 50 }, (_, i) => `${i}`),
			'after',
		]);
		expect(lateOnes(active)).toEqual([]);
	});

	test('when the socket is away for a moment, in any chat', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, file);
		const names = [FRIEND, 'Tom Okafor', 'Diego Fuentes', 'Elena Rossi'];
		desktop.dropSockets();
		await desktop.waitForSocketClosed();
		for (const name of names) desktop.friend(name).writes(`from ${name}`);
		for (const name of names) await toldText(active, `from ${name}`);
		expect(active.emitted.all).toHaveLength(4);
	});

	test('when frames are missing: the one that revealed it waits for them', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, file);
		const friend = desktop.friend(FRIEND);
		friend.writes('one');
		await toldText(active, 'one');
		// Two events for each message: of its chat, and of itself.
		desktop.seqGap(4);
		friend.writes('two');
		desktop.friend('Tom Okafor').writes('elsewhere');
		friend.writes('three');
		await toldText(active, 'three');
		await toldText(active, 'elsewhere');
		const inChat = texts(active).filter((text) => text !== 'elsewhere');
		expect(inChat).toEqual(['one', 'two', 'three']);
		expect(lateOnes(active)).toEqual([]);
	});

	test('when events are lost without a trace: a check finds them, and says so if they come late', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, file);
		const friend = desktop.friend(FRIEND);
		desktop.loseEvents(4);
		friend.writes('lost');
		desktop.friend('Tom Okafor').writes('lost, and nothing after it');
		friend.writes('told');
		await toldText(active, 'told');
		const lost = await toldText(active, 'lost');
		expect(lost).toMatchObject({ late: true });
		expect(await toldText(active, 'lost, and nothing after it')).not.toHaveProperty('late');
		await checked(desktop);
		expect(texts(active)).toHaveLength(3);
		expect(lateOnes(active)).toEqual(['lost']);
	});

	test('when a network sends no events at all', async () => {
		await using desktop = await start();
		desktop.silence(on.imessage);
		await using active = await listening(desktop, file);
		const friend = desktop.friend('Elena Rossi');
		friend.writes('one');
		friend.writes('two');
		await toldText(active, 'two');
		desktop.me.writes('Elena Rossi', 'three');
		await toldText(active, 'three');
		expect(texts(active)).toEqual(['one', 'two', 'three']);
		expect(lateOnes(active)).toEqual([]);
		expect(emitted(active)[0]).toMatchObject({ account: { network: 'iMessage' } });
	});

	test('when frames carry only some of their messages, several at a time, and come twice and late', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, file);
		desktop.travel({ copies: 2, delayMs: 30, batchMs: 20, partialEntries: true });
		desktop.latency([0, 40], { route: GET_MESSAGE });
		const friend = desktop.friend(FRIEND);
		const expected = Array.from({ length: 20 }, (_, i) => `${i}`);
		for (const text of expected) friend.writes(text);
		await toldText(active, '19');
		expect(texts(active)).toEqual(expected);
	});
});

describe('a gap holds nothing up for long', () => {
	test('what waits for it is told after ten seconds, and what comes later still is late', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, file);
		const friend = desktop.friend(FRIEND);
		friend.writes('first');
		await toldText(active, 'first');
		desktop.latency(Infinity, { route: MESSAGES });
		desktop.seqGap(2);
		friend.writes('missed');
		const written = Date.now();
		friend.writes('reveals it');
		await toldText(active, 'reveals it');
		const waited = Date.now() - written;
		expect(waited).toBeGreaterThan(9_000);
		expect(waited).toBeLessThan(16_000);
		// Others of the chat no longer wait.
		friend.writes('next');
		await toldText(active, 'next', 5_000);
		desktop.dropSockets();
		desktop.latency(0, { route: MESSAGES });
		expect(await toldText(active, 'missed', 200_000)).toMatchObject({ late: true });
		expect(texts(active)).toEqual(['first', 'reveals it', 'next', 'missed']);
	}, 90_000);

	test('other chats go on while one cannot be read', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, file);
		desktop.friend('Tom Okafor').writes('first');
		await toldText(active, 'first');
		const { id } = desktop.chat(FRIEND);
		desktop.failNext(({ route, params }) => route === MESSAGES && params.chatID === id, {
			status: 500,
			times: 1_000,
		});
		desktop.seqGap(4);
		desktop.friend(FRIEND).writes('cannot be read');
		desktop.friend('Tom Okafor').writes('can be read');
		desktop.friend('Tom Okafor').writes('reveals it');
		await toldText(active, 'reveals it', 5_000);
		expect(texts(active)).toEqual(['first', 'can be read', 'reveals it']);
		desktop.friend('Priya Nair').writes('live');
		await toldText(active, 'live', 5_000);
		desktop.mend();
		await toldText(active, 'cannot be read');
	}, 60_000);

	test('a chat that Beeper can never give does not keep the others from being up to date', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, file);
		const { id } = desktop.chat(FRIEND);
		desktop.failNext(({ route, params }) => route === MESSAGES && params.chatID === id, {
			status: 500,
			times: 100_000,
		});
		desktop.dropSockets();
		await desktop.waitForSocketClosed();
		desktop.friend(FRIEND).writes('cannot be read');
		await active.waitForLog(({ message }) => message.includes('is up to date'), 600_000);
		desktop.mend();
		await toldText(active, 'cannot be read', 600_000);
	}, 90_000);

	test('deactivating while Beeper is asked for messages ends everything', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, file);
		desktop.withoutEntries();
		desktop.latency(Infinity, { route: GET_MESSAGE });
		desktop.friend(FRIEND).writes('one');
		desktop.friend(FRIEND).writes('two');
		await desktop.waitForRequest(GET_MESSAGE, undefined, { at: 'arrived' });
		await active.deactivate();
		await desktop.waitForSocketClosed();
		await desktop.waitForRequest(GET_MESSAGE);
		expect(desktop.sockets).toBe(0);
		expect(desktop.inFlight).toBe(0);
		expect(active.emitted.all).toEqual([]);
	});
});
