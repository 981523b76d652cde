import type { Desktop } from '../double/driver.mts';
import { start } from '../double/start.mts';
import { byID, FRIEND, itemsOf, runBeeper } from './given.mts';

/** Puts so many more chats into the stand-in. */
function addChats(desktop: Desktop, count: number) {
	for (let i = 0; i < count; i++) {
		const chat = {
			id: `!many${i}:beeper.com`,
			accountID: 'telegram',
			type: 'group' as const,
			title: `Many ${i}`,
			participants: [],
			messages: [],
		};
		desktop.addChat(chat, { quietly: true });
	}
}

const all = { returnAll: true, filters: {} };
const chats = { resource: 'chat', operation: 'list' };

describe('lists', () => {
	test('Return All over 1,619 chats in pages of 25 gives each once', async () => {
		await using desktop = await start();
		const seeded = (await runBeeper(desktop, { ...chats, ...all })).json('Beeper').length;
		addChats(desktop, 1_619 - seeded);
		desktop.clearRequests();
		const result = await runBeeper(desktop, { ...chats, ...all });
		const ids = result.json('Beeper').map(({ chatID }) => chatID);
		expect({ items: ids.length, distinct: new Set(ids).size }).toEqual({
			items: 1_619,
			distinct: 1_619,
		});
		expect(desktop.requests).toHaveLength(Math.ceil(1_619 / 25));
	});

	test.each([
		[60, 25, 3],
		[50, 25, 2],
		[10, 25, 1],
	])('a limit of %i in pages of %i asks for %i pages', async (limit, page, requests) => {
		await using desktop = await start({ pageSize: { chats: page } });
		addChats(desktop, 100);
		const result = await runBeeper(desktop, { ...chats, returnAll: false, limit, filters: {} });
		expect(result.json('Beeper')).toHaveLength(limit);
		expect(desktop.requests).toHaveLength(requests);
	});

	test('a page is never larger than what is still wanted', async () => {
		await using desktop = await start();
		const search = { resource: 'message', operation: 'search', query: '', filters: {}, limit: 25 };
		await runBeeper(desktop, search);
		expect(desktop.requests.map(({ query }) => query.limit)).toEqual(['20', '5']);
	});

	test('an item that comes again on the next page does not count towards the limit', async () => {
		await using desktop = await start();
		for (const from of [0, 24, 48]) {
			const items = Array.from({ length: 25 }, (_, i) => ({ id: `chat ${from + i}` }));
			const body = { items, hasMore: true, oldestCursor: `${from}`, newestCursor: 'x' };
			desktop.failNext('GET /v1/chats', { status: 200, body });
		}
		const result = await runBeeper(desktop, { ...chats, returnAll: false, limit: 50, filters: {} });
		const ids = result.json('Beeper').map(({ chatID }) => chatID);
		expect(ids).toEqual(Array.from({ length: 50 }, (_, i) => `chat ${i}`));
	});

	test('a page that brings nothing new is the end, whatever it says of more', async () => {
		await using desktop = await start();
		const body = {
			items: [{ id: 'a' }],
			hasMore: true,
			oldestCursor: 'same',
			newestCursor: 'same',
		};
		desktop.failNext('GET /v1/chats', { status: 200, body, times: 50 });
		const result = await runBeeper(desktop, { ...chats, ...all });
		expect(result.json('Beeper').map(({ chatID }) => chatID)).toEqual(['a']);
		expect(desktop.requests).toHaveLength(2);
	});

	test('an answer without a list is an error, not an empty result', async () => {
		await using desktop = await start();
		desktop.failNext('GET /v1/chats', { status: 200, body: { ok: true } });
		const result = await runBeeper(desktop, { ...chats, ...all });
		expect(result.error?.message).toBe('Beeper answered in a form that this node does not know');
	});

	test.each(['honest', 'empty', 'repeats'] as const)(
		'a history whose beginning is %s ends, each message once',
		async (historyEnd) => {
			await using desktop = await start({ historyEnd });
			const { id } = desktop.chat(FRIEND);
			const list = { resource: 'message', operation: 'list', chatID: byID(id) };
			const ids = desktop.messages(id).map((message) => message.id);
			for (const some of [{ returnAll: false, limit: 50 }, all]) {
				desktop.clearRequests();
				const result = await runBeeper(desktop, { ...list, ...some });
				const listed = result.json('Beeper').map(({ messageID }) => messageID);
				expect(listed).toEqual([...ids].reverse());
				expect(desktop.requests.length).toBeLessThanOrEqual(2);
			}
		},
	);

	test.each([
		['message', { chatID: byID('any') }, 'GET /v1/chats/{chatID}/messages'],
		['chat', { filters: {} }, 'GET /v1/chats'],
		[
			'contact',
			{ accountID: byID('whatsapp'), filters: {} },
			'GET /v1/accounts/{accountID}/contacts/list',
		],
	])(
		'a list of %ss that serves its last page for ever under new cursors ends',
		async (resource, more, route) => {
			await using desktop = await start();
			for (let i = 0; i < 20; i++) {
				const body = {
					items: [{ id: 'a' }, null, { id: 'b' }],
					hasMore: true,
					oldestCursor: `${i}`,
				};
				desktop.failNext(route, { status: 200, body });
			}
			const result = await runBeeper(desktop, { resource, operation: 'list', ...more, ...all });
			expect(result.json('Beeper')).toHaveLength(2);
			expect(desktop.requests).toHaveLength(2);
		},
	);

	test('only text is a cursor; without one the sort key of the oldest message is', async () => {
		await using desktop = await start();
		const page = (oldestCursor: unknown, ...keys: string[]) => ({
			status: 200,
			body: {
				items: keys.map((sortKey) => ({ id: sortKey, sortKey })),
				hasMore: true,
				oldestCursor,
			},
		});
		const route = 'GET /v1/chats/{chatID}/messages';
		desktop.failNext(route, page({ a: 1 }, '100', '99'));
		desktop.failNext(route, page(null, '98', '97'));
		desktop.failNext(route, page('', '98'));
		const list = { resource: 'message', operation: 'list', chatID: byID('any'), ...all };
		const result = await runBeeper(desktop, list);
		expect(result.json('Beeper')).toHaveLength(4);
		expect(desktop.requests.map(({ query }) => query.cursor)).toEqual([undefined, '99', '97']);
	});

	test('all messages of a chat, in the chat’s order', async () => {
		await using desktop = await start({ pageSize: { messages: 7 } });
		for (let i = 0; i < 60; i++) desktop.friend(FRIEND).writes(`number ${i}`);
		const { id } = desktop.chat(FRIEND);
		const list = { resource: 'message', operation: 'list', chatID: byID(id), ...all };
		const result = await runBeeper(desktop, list);
		const newestFirst = desktop
			.messages(id)
			.map((message) => message.id)
			.reverse();
		expect(result.json('Beeper').map(({ messageID }) => messageID)).toEqual(newestFirst);
	});

	test('low-priority and muted chats are searched too', async () => {
		await using desktop = await start();
		const chat = desktop.chat('Mechanical Keyboards');
		expect(chat.isLowPriority).toBe(true);
		const [first] = desktop.messages(chat.id);
		const filters = { chatIDs: { values: [{ chatID: byID(chat.id) }] } };
		const search = { resource: 'message', operation: 'search', query: '', filters };
		const result = await runBeeper(desktop, search);
		expect(result.json('Beeper').map(({ messageID }) => messageID)).toContain(first.id);
	});

	test('several items: each output is paired with the item that asked for it', async () => {
		await using desktop = await start();
		const parameters = {
			resource: 'contact',
			operation: 'list',
			accountID: byID('={{ $json.account }}'),
			filters: {},
		};
		const items = itemsOf([{ account: 'discordgo' }, { account: 'telegram' }]);
		const result = await runBeeper(desktop, parameters, { items });
		expect(result.items('Beeper').map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 1 },
		]);
	});
});
