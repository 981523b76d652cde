import { admin } from './admin.mts';
import { feedClient } from './feedClient.mts';
import { raw } from './raw.mts';

const bridges = 'GET /v1/bridges';
const logins = 'GET /v1/bridges/{bridgeID}/logins';
const remove = 'POST /v1/bridges/{bridgeID}/logins/{loginID}/remove';
const telegram = { bridgeID: 'telegram', loginID: '700100' };

describe('bridges', () => {
	test('are those of the accounts and some more, in every status but disabled', async () => {
		await using scene = await admin();
		const { items } = await scene.good(bridges);
		const { json: accounts } = await raw(scene.desktop, { path: '/v1/accounts' });
		expect(items.flatMap((one: { accounts: object[] }) => one.accounts)).toEqual(
			expect.arrayContaining(accounts),
		);
		expect(new Set(items.map((one: { status: string }) => one.status))).toEqual(
			new Set(['connected', 'limit_reached', 'available', 'temporarily_unavailable']),
		);
		for (const one of items) expect(one.activeAccountCount).toBe(one.accounts.length);
	});

	test('those that cannot take an account say why, and refuse a login session', async () => {
		await using scene = await admin();
		for (const bridgeID of ['imessage', 'instagramgo', 'matrix']) {
			const create = 'POST /v1/bridges/{bridgeID}/login-sessions';
			const { status, json } = await scene.call(create, { bridgeID }, {});
			expect({ bridgeID, status }).toEqual({ bridgeID, status: 422 });
			const { statusText } = await scene.good(`${bridges}/{bridgeID}`, { bridgeID });
			if (statusText) expect(json.message).toBe(statusText);
		}
	});

	test('a login is removed where its bridge allows, with its account and chats', async () => {
		await using scene = await admin();
		const { desktop, good, call } = scene;
		using feed = await feedClient(desktop);
		await feed.subscribe(['*']);
		const { id } = desktop.chat('Tom Okafor');
		const answer = await good(remove, telegram, { scope: 'all-devices' });
		expect(answer.affectedAccountIDs).toEqual(['telegram']);
		expect((await feed.next('chat.deleted')).ids).toEqual([id]);
		expect((await good(logins, telegram)).items).toEqual([]);
		expect((await call(remove, telegram, { scope: 'all-devices' })).status).toBe(404);
		expect((await good(`${bridges}/{bridgeID}`, telegram)).status).toBe('available');
		expect(() => desktop.chat('Tom Okafor')).toThrow('No chat');
	});

	test('a scope that is not among removeScopes is refused and named', async () => {
		await using scene = await admin();
		const { items } = await scene.good(logins, { bridgeID: 'matrix' });
		expect(items).toMatchObject([{ removeScopes: [] }]);
		const { loginID } = items[0];
		const matrix = { bridgeID: 'matrix', loginID };
		const { status, json } = await scene.call(remove, matrix, { scope: 'current-device' });
		expect({ status, path: json.details.issues[0].path }).toEqual({
			status: 400,
			path: ['body', 'scope'],
		});
	});

	test('an account that asks for attention has a login that needs one', async () => {
		await using scene = await admin();
		const { items } = await scene.good(logins, { bridgeID: 'discordgo' });
		expect(items).toMatchObject([{ loginID: '900100', status: 'needs_login' }]);
		expect(items[0].statusText).toContain('confirm');
	});
});
