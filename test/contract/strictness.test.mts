import { start } from '../double/start.mts';
import { raw, rawJSON } from './raw.mts';

const mara = '/v1/chats/10';

describe('the double refuses what no published description has', () => {
	test.each([
		['an unknown key', '/v1/chats?foo=1', 'unrecognized_keys', ['query', 'foo']],
		['an array with brackets', '/v1/chats?accountIDs[]=a', 'unrecognized_keys', undefined],
		['a limit above its range', '/v1/messages/search?limit=21', 'too_big', ['query', 'limit']],
		['a limit below its range', '/v1/chats/search?limit=0', 'too_small', ['query', 'limit']],
		['a limit that is no number', '/v1/chats?limit=ten', 'invalid_type', ['query', 'limit']],
		['a bad enum', '/v1/chats/search?inbox=spam', 'invalid_enum_value', ['query', 'inbox']],
		['a bad boolean', '/v1/chats/search?unreadOnly=1', 'invalid_type', ['query', 'unreadOnly']],
		['a repeated single key', '/v1/search?query=a&query=b', 'invalid_type', ['query', 'query']],
		['a missing key', '/v1/search', 'invalid_type', ['query', 'query']],
		['an empty value', '/v1/chats?cursor=', 'too_small', ['query', 'cursor']],
		[
			'a date without offset',
			'/v1/messages/search?dateAfter=2026-01-01',
			'invalid_string',
			undefined,
		],
		['a cursor it never gave', '/v1/chats?cursor=abc', 'invalid_cursor', ['query', 'cursor']],
	])('query: %s', async (_what, path, code, at) => {
		await using desktop = await start();
		const answer = await raw(desktop, { path });
		expect(answer.status).toBe(400);
		expect(answer.json).toMatchObject({
			message: expect.any(String),
			code: 'VALIDATION_ERROR',
			details: { issues: [{ code, message: expect.any(String), ...(at ? { path: at } : {}) }] },
		});
		expect(answer.headers['x-beeper-desktop-version']).toBe(desktop.version);
	});

	test.each([
		['an unknown key', 'POST', `${mara}/messages`, { text: 'a', silent: true }],
		['an undocumented key', 'POST', `${mara}/messages`, { text: 'a', mentions: [] }],
		['an unknown nested key', 'POST', `${mara}/messages`, { attachment: { uploadID: 'a', x: 1 } }],
		[
			'half a size',
			'POST',
			`${mara}/messages`,
			{ attachment: { uploadID: 'a', size: { width: 1 } } },
		],
		['a wrong type', 'POST', `${mara}/messages`, { text: 5 }],
		['null for a text', 'POST', `${mara}/messages`, { text: null }],
		['an array', 'POST', `${mara}/messages`, []],
		['a missing key', 'PUT', `${mara}/messages/1`, {}],
		['an empty text', 'PUT', `${mara}/messages/1`, { text: '' }],
		['remindAtMs', 'POST', `${mara}/reminders`, { reminder: { remindAtMs: 1 } }],
		['mode', 'POST', '/v1/chats', { mode: 'start', accountID: 'a', user: {} }],
		[
			'two people in a direct chat',
			'POST',
			'/v1/chats',
			{
				accountID: 'telegram',
				type: 'single',
				participantIDs: ['a', 'b'],
			},
		],
		['a fraction of a second', 'PATCH', mara, { messageExpirySeconds: 1.5 }],
		['any key where there is none', 'POST', `${mara}/notify-anyway`, { loud: true }],
		['a body on a DELETE', 'DELETE', `${mara}/reminders`, { all: true }],
	])('body: %s', async (_what, method, path, body) => {
		await using desktop = await start();
		const before = desktop.messages('Mara Lindqvist').length;
		const answer = await rawJSON(desktop, method, path, body);
		expect(answer.json).toMatchObject({ code: 'VALIDATION_ERROR' });
		expect(answer.status).toBe(400);
		expect(desktop.messages('Mara Lindqvist')).toHaveLength(before);
	});

	test.each([
		['broken JSON', { 'Content-Type': 'application/json' }, '{"text":'],
		['JSON that says it is a form', { 'Content-Type': 'application/x-www-form-urlencoded' }, '{}'],
		['JSON that does not say so', {}, '{"text":"a"}'],
	])('body: %s', async (_what, headers, body) => {
		await using desktop = await start();
		const path = `${mara}/messages`;
		const answer = await raw(desktop, { method: 'POST', path, headers, body });
		expect(answer).toMatchObject({ status: 400, json: { code: 'VALIDATION_ERROR' } });
	});

	test('takes undocumented keys when an option says so', async () => {
		await using desktop = await start({ undocumentedKeys: true });
		const body = { text: 'a', mentions: ['@room'] };
		expect((await rawJSON(desktop, 'POST', `${mara}/messages`, body)).status).toBe(200);
		expect(desktop.messages('Mara Lindqvist').at(-1)?.mentions).toEqual(['@room']);
	});

	test('a cursor works on the list it came from only', async () => {
		await using desktop = await start({ pageSize: { chats: 2 } });
		const { json } = await raw(desktop, { path: '/v1/chats' });
		const cursor = encodeURIComponent(json.oldestCursor);
		expect((await raw(desktop, { path: `/v1/chats?cursor=${cursor}` })).status).toBe(200);
		for (const path of ['/v1/chats/search', '/v1/messages/search', `${mara}/messages`]) {
			expect((await raw(desktop, { path: `${path}?cursor=${cursor}` })).status).toBe(400);
		}
	});

	test('an unknown route or method is 404, whatever the token', async () => {
		await using desktop = await start();
		for (const path of [
			'/',
			'/v1',
			'/v1/chat',
			'/v0/chats',
			'//v1/chats',
			'/v1/chats/',
			'/v1/%ff',
		]) {
			const answer = await raw(desktop, { path });
			expect({ path, status: answer.status }).toEqual({ path, status: 404 });
			expect(answer.json.code).toBe('NOT_FOUND');
		}
		expect((await raw(desktop, { method: 'DELETE', path: '/v1/chats' })).status).toBe(404);
	});

	test('path segments are decoded once, after splitting', async () => {
		await using desktop = await start();
		const chat = encodeURIComponent(desktop.chat('Elena Rossi').id);
		const message = encodeURIComponent('p:0/7A3E9C01');
		expect((await raw(desktop, { path: `/v1/chats/${chat}/messages/${message}` })).status).toBe(
			200,
		);
		const twice = encodeURIComponent(message);
		expect((await raw(desktop, { path: `/v1/chats/${chat}/messages/${twice}` })).status).toBe(404);
		const open = `/v1/chats/${chat}/messages/p:0/7A3E9C01`;
		expect((await raw(desktop, { path: open })).status).toBe(404);
	});
});
