import { start } from '../double/start.mts';
import { credentialFor, FRIEND } from './given.mts';
import { activate } from '../engine/index.mts';
import { checked, events, listening, onEvents, texts, toldText } from './told.mts';
import { both } from './triggered.mts';
import { inFastTime } from './time.mts';

inFastTime();

const LIST = 'GET /v1/chats';
const MINUTE = 60_000;

/** As seen live on continuation pages, and for seconds after the start. */
const REFUSED = {
	status: 400,
	body: { message: 'Invalid request', code: 'VALIDATION_ERROR' },
	times: Infinity,
};

type Asked = { route: string | null; query: Record<string, unknown>; url: string };

const isLaterPage =
	(route: string, about = '') =>
	(asked: Asked) =>
		asked.route === route && asked.query.cursor !== undefined && asked.url.includes(about);

describe('a list of chats that fails in the middle', () => {
	const options = { outageMinutes: 2 };

	test('is used as far as it goes, and the user is told once, with the reason', async () => {
		await using desktop = await start({ pageSize: { chats: 2, messages: 20 }, version: '4.2.808' });
		await using first = await listening(desktop, onEvents(both.events, { options }));
		await first.deactivate();
		for (const name of ['Diego Fuentes', 'Tom Okafor', 'Priya Nair', 'Elena Rossi', FRIEND]) {
			desktop.friend(name).writes(`from ${name}`);
		}
		desktop.failNext(isLaterPage(LIST), REFUSED);
		await using active = await activate(onEvents(both.events, { options }), {
			credentials: credentialFor(desktop),
			...first.saved,
			mode: 'init',
		});
		await toldText(active, `from ${FRIEND}`);
		await toldText(active, 'from Elena Rossi');
		const error = await active.failedExecutions.wait(() => true, 5 * MINUTE);
		expect(error.message).toBe(
			'Beeper has not let the trigger look for missed messages for 2 minutes',
		);
		expect((error as Error & { description: string }).description).toContain(
			'Beeper answered with HTTP 400',
		);
		desktop.friend(FRIEND).writes('live');
		await toldText(active, 'live');
		const until = Date.now() + 5 * MINUTE;
		while (Date.now() < until)
			await desktop.waitForRequest(LIST, () => true, { timeoutMs: MINUTE });
		expect(active.failedExecutions.all).toHaveLength(1);
		expect(texts(active)).toHaveLength(3);
		desktop.mend();
		await toldText(active, 'from Diego Fuentes');
		await checked(desktop);
		expect(texts(active).sort()).toEqual(
			[FRIEND, 'Elena Rossi', 'Priya Nair', 'Tom Okafor', 'Diego Fuentes']
				.map((name) => `from ${name}`)
				.concat('live')
				.sort(),
		);
		expect(active.failedExecutions.all).toHaveLength(1);
	});

	test('for some seconds after Beeper has started, is no failure', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, onEvents(both.events, { options }));
		await desktop.stop();
		desktop.failNext('*', { ...REFUSED, times: 5 });
		desktop.friend(FRIEND).writes('meanwhile');
		await desktop.listenAgain();
		await toldText(active, 'meanwhile');
		await checked(desktop);
		expect(active.failedExecutions.all).toEqual([]);
		expect(texts(active)).toEqual(['meanwhile']);
	});
});

test('of a chat whose later pages always fail, the newest page is used, and nothing comes twice', async () => {
	await using desktop = await start();
	await using first = await listening(desktop, onEvents(both.events));
	await first.deactivate();
	for (let i = 0; i < 50; i++) desktop.friend(FRIEND).writes(`${i}`);
	const id = encodeURIComponent(desktop.chat(FRIEND).id);
	desktop.failNext(isLaterPage('GET /v1/chats/{chatID}/messages', id), REFUSED);
	await using active = await activate(onEvents(both.events), {
		credentials: credentialFor(desktop),
		...first.saved,
		mode: 'init',
	});
	desktop.friend('Tom Okafor').writes('another chat');
	await toldText(active, 'another chat');
	await toldText(active, '49', 10 * MINUTE);
	expect(texts(active)).toContain('30');
	expect(texts(active)).not.toContain('29');
	desktop.mend();
	await toldText(active, '0', 10 * MINUTE);
	await checked(desktop);
	const numbers = texts(active).filter((text) => text !== 'another chat');
	expect(numbers.map(Number).sort((a, b) => a - b)).toEqual(
		Array.from({ length: 50 }, (_, i) => i),
	);
});

test('a list of chats without end creates no chats, and n8n’s log says that it has none', async () => {
	await using desktop = await start();
	const names = ['chat.created', ...both.events];
	await using active = await listening(desktop, onEvents(names));
	let page = 0;
	desktop.failNext(LIST, {
		status: 200,
		times: Infinity,
		body: () => {
			page++;
			const items = Array.from({ length: 25 }, (_, at) => ({
				...desktop.chat(FRIEND),
				id: `!invented-${page}-${at}:beeper.com`,
				lastActivity: new Date().toISOString(),
			}));
			return { items, hasMore: true, oldestCursor: `${page}`, newestCursor: null };
		},
	});
	desktop.dropSockets();
	await active.waitForLog(
		({ message }) => message.includes("stopped reading Beeper's list"),
		10 * MINUTE,
	);
	desktop.friend(FRIEND).writes('still there');
	await toldText(active, 'still there', 10 * MINUTE);
	expect(events(active)).toEqual(['message.received']);
});
