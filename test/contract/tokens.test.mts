import BeeperDesktop, { AuthenticationError, PermissionDeniedError } from '@beeper/desktop-api';
import { start, type Desktop } from '../double/start.mts';
import { raw, rawJSON } from './raw.mts';

const clientWith = (desktop: Desktop, accessToken: string) =>
	new BeeperDesktop({ baseURL: desktop.url, accessToken, maxRetries: 0 });

describe('tokens', () => {
	test('a wrong, missing or revoked one is 401 unauthorized, before anything else is looked at', async () => {
		await using desktop = await start();
		const wrong = clientWith(desktop, 'wrong').chats.list({ accountIDs: [] });
		await expect(wrong).rejects.toBeInstanceOf(AuthenticationError);
		const path = '/v1/chats?nonsense=1';
		const missing = await raw(desktop, { path, token: null });
		expect(missing).toMatchObject({ status: 401, json: { code: 'unauthorized' } });
		desktop.revokeToken();
		expect((await raw(desktop, { path })).status).toBe(401);
		desktop.issueToken(desktop.token);
		expect((await raw(desktop, { path })).status).toBe(400);
	});

	test('the read-only one reads, and is refused on writes', async () => {
		await using desktop = await start();
		const client = clientWith(desktop, desktop.readOnlyToken);
		expect((await client.chats.list()).items).not.toHaveLength(0);
		await client.assets.download({ url: 'mxc://a/b' });
		const write = client.messages.send('10', { text: 'Hi' });
		await expect(write).rejects.toBeInstanceOf(PermissionDeniedError);
		await expect(write).rejects.toMatchObject({ error: { code: 'forbidden' } });
	});

	test('the refusal of a write can be 401, as seen on 4.2.715', async () => {
		await using desktop = await start({ readOnlyStatus: 401 });
		const client = clientWith(desktop, desktop.readOnlyToken);
		const write = client.messages.send('10', { text: 'Hi' });
		await expect(write).rejects.toBeInstanceOf(AuthenticationError);
	});

	test('are not needed for info and spec, and are in no record', async () => {
		await using desktop = await start();
		expect((await raw(desktop, { path: '/v1/info', token: null })).status).toBe(200);
		const spec = await raw(desktop, { path: '/v1/spec', token: null });
		expect(spec.json.paths['/v1/chats'].get).toBeDefined();
		await rawJSON(desktop, 'POST', '/v1/chats/10/messages', { text: 'Hi' });
		expect(JSON.stringify(desktop.requests)).not.toContain(desktop.token);
		expect(desktop.requests.at(-1)?.headers.authorization).toBe('Bearer [token]');
	});
});
