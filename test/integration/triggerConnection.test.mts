import { start } from '../double/start.mts';
import { activate } from '../engine/index.mts';
import { credentialFor, FRIEND } from './given.mts';
import { type Active, checked, listening, onEvents, told, toldText } from './told.mts';
import { emitted, upToDate } from './triggered.mts';
import { inFastTime } from './time.mts';

inFastTime();

const MINUTE = 60_000;

const CONNECTION = ['connection.changed'];
const LIST = 'GET /v1/chats';

const ISO = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

const standing = async (active: Active, state: string) =>
	await told(
		active,
		({ connection }) => (connection as { state?: string })?.state === state,
		4 * MINUTE,
	);

const states = (active: Active) =>
	emitted(active).map(({ connection }) => (connection as { state: string }).state);

describe('connection.changed', () => {
	test('tells an outage, that Beeper is asked meanwhile, and the end of it, each once', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, onEvents(CONNECTION));
		await using other = await listening(desktop, onEvents(['message.received']));
		const stopped = Date.now();
		await desktop.stop();
		const lost = await standing(active, 'lost');
		expect(lost).toEqual({
			event: 'connection.changed',
			occurredAt: expect.stringMatching(ISO),
			chatID: null,
			chat: null,
			account: null,
			connection: {
				state: 'lost',
				reason: `Beeper is not reachable at ${desktop.url}`,
				since: expect.stringMatching(ISO),
			},
		});
		const { since } = lost.connection as { since: string };
		expect(Date.parse(since)).toBeGreaterThanOrEqual(stopped - 1_000);
		expect(Date.parse(String(lost.occurredAt)) - Date.parse(since)).toBeGreaterThanOrEqual(9_900);

		for (const text of ['one', 'two']) desktop.friend(FRIEND).writes(text);
		desktop.refuseUpgrade(503);
		await desktop.listenAgain();
		expect(await standing(active, 'polling')).toMatchObject({
			connection: { since },
		});
		expect(emitted(active).at(-1)).not.toMatchObject({
			connection: { reason: expect.stringContaining('not reachable') },
		});
		await toldText(other, 'two');

		desktop.refuseUpgrade(null);
		expect(await standing(active, 'connected')).toMatchObject({
			connection: { reason: null, since },
		});
		expect(await standing(active, 'caughtUp')).toMatchObject({
			connection: { reason: null, since, messages: expect.any(Number) },
		});
		expect(states(active)).toEqual(['lost', 'polling', 'connected', 'caughtUp']);
		expect(active.failedExecutions.all).toEqual([]);
	});

	test('says how many messages were missed', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, onEvents(CONNECTION));
		await desktop.stop();
		await standing(active, 'lost');
		for (const text of ['one', 'two', 'three']) desktop.friend(FRIEND).writes(text);
		await desktop.listenAgain();
		expect(await standing(active, 'caughtUp')).toMatchObject({ connection: { messages: 3 } });
		// Whether Beeper is asked before the feed is back is a matter of luck.
		const known = states(active).filter((state) => state !== 'polling');
		expect(known).toEqual(['lost', 'connected', 'caughtUp']);
	});

	test('is nothing about interruptions that are over in a moment, nor about the first connection', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, onEvents(CONNECTION));
		for (let i = 0; i < 3; i++) {
			desktop.dropSockets();
			await upToDate(active, 4 * MINUTE);
		}
		expect(active.emitted.all).toEqual([]);
	});

	test('is nothing about one request that fails while Beeper is asked now and then', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, onEvents(CONNECTION));
		desktop.refuseUpgrade(404);
		desktop.dropSockets();
		await standing(active, 'polling');
		expect(emitted(active)[0]).toMatchObject({
			connection: { reason: expect.stringContaining('refuses the event feed') },
		});
		desktop.failNext(LIST, { status: 500 });
		await checked(desktop);
		expect(states(active)).toEqual(['polling']);
	});

	test('tells a trigger that is started while Beeper is not running', async () => {
		await using desktop = await start();
		await desktop.stop();
		await using active = await activate(onEvents(CONNECTION), {
			credentials: credentialFor(desktop),
			mode: 'init',
		});
		await standing(active, 'lost');
		await desktop.listenAgain();
		await standing(active, 'connected');
	});
});

describe('an outage', () => {
	const options = { outageMinutes: 1 };

	test('is one failed execution that says what to do; recovery is told once; the next outage is another', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, onEvents(CONNECTION, { options }));
		await desktop.stop();
		const error = await active.failedExecutions.wait(() => true, 3 * MINUTE);
		expect(error.message).toBe('No connection to Beeper for a minute');
		expect((error as Error & { description: string }).description).toBe(
			`Beeper is not reachable at ${desktop.url}. Check that Beeper Desktop runs, that its API is switched on, and that 'Base URL' and 'Access Token' of the credential are right. The trigger goes on trying, and catches up on missed messages once Beeper is back.`,
		);
		await desktop.listenAgain();
		await standing(active, 'caughtUp');
		expect(active.failedExecutions.all).toHaveLength(1);
		const back = active.logs.filter(({ message }) => message.includes('has its connection back'));
		expect(back).toHaveLength(1);
		await desktop.stop();
		await active.failedExecutions.wait(() => true, 3 * MINUTE);
		expect(active.failedExecutions.all).toHaveLength(2);
		expect(active.errors.all).toEqual([]);
	});

	test('because of a revoked token is one failed execution, not two', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, onEvents(CONNECTION, { options }));
		await using other = await listening(desktop, onEvents(CONNECTION, { options }));
		desktop.revokeToken();
		desktop.dropSockets();
		const error = await active.failedExecutions.wait(() => true, MINUTE);
		expect(error.message).toBe('Beeper does not accept the access token');
		// The second dial, a minute later, is after the outage would have been reported.
		await desktop.waitForRequest('GET /v1/ws', ({ status }) => status === 401);
		await desktop.waitForRequest('GET /v1/ws', ({ status }) => status === 401, {
			timeoutMs: 3 * MINUTE,
		});
		await desktop.waitForRequest('GET /v1/ws', ({ status }) => status === 401, {
			timeoutMs: 3 * MINUTE,
		});
		expect(active.failedExecutions.all).toHaveLength(1);
		expect(other.failedExecutions.all).toHaveLength(1);
		expect(states(active)).toEqual(['lost']);
	});

	test('in which Beeper still answers is none', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, onEvents(CONNECTION, { options }));
		desktop.refuseUpgrade(503);
		desktop.dropSockets();
		await standing(active, 'polling');
		const until = Date.now() + 2 * MINUTE;
		while (Date.now() < until) await checked(desktop);
		expect(active.failedExecutions.all).toEqual([]);
		expect(states(active)).toEqual(['polling']);
	});
});
