import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { start } from '../double/start.mts';
import { feedClient } from './feedClient.mts';
import { raw } from './raw.mts';

describe('the life of a double', () => {
	test('stops and listens again on the same port with what it knew', async () => {
		await using desktop = await start();
		using feed = await feedClient(desktop);
		desktop.me.writes('Mara Lindqvist', 'Before');
		const { port } = desktop;
		await desktop.stop();
		expect(await feed.closed).toBe(1006);
		await expect(raw(desktop, { path: '/v1/info' })).rejects.toMatchObject({
			code: 'ECONNREFUSED',
		});
		await desktop.listenAgain();
		expect(desktop.port).toBe(port);
		const { json } = await raw(desktop, { path: '/v1/chats/10/messages' });
		expect(json.items[0].text).toBe('Before');
	});

	test('a restart is down for a while', async () => {
		await using desktop = await start();
		const restarted = desktop.restart({ downMs: 30 });
		await desktop.stop();
		await expect(raw(desktop, { path: '/v1/info' })).rejects.toMatchObject({
			code: 'ECONNREFUSED',
		});
		await restarted;
		expect((await raw(desktop, { path: '/v1/info' })).status).toBe(200);
	});

	test('closing twice is harmless, and then nothing keeps the process alive', async () => {
		const { href } = new URL('../double/start.mts', import.meta.url);
		const script = `
			const { start } = await import('${href}');
			const desktop = await start({ resolveAfterMs: 600_000 });
			const headers = { Authorization: 'Bearer ' + desktop.token, 'Content-Type': 'application/json' };
			const socket = new WebSocket(desktop.wsUrl, { headers });
			await desktop.waitForSocket();
			desktop.blackHoleSockets();
			const body = JSON.stringify({ text: 'Hi' });
			await fetch(desktop.url + '/v1/chats/10/messages', { method: 'POST', headers, body });
			await desktop.close();
			await desktop.close();`;
		const child = execFile(process.execPath, ['--input-type=module', '-e', script]);
		const [code] = await once(child, 'exit');
		expect(code).toBe(0);
	});

	test.each(['::1', 'localhost'])('listens on %s', async (host) => {
		await using desktop = await start({ host });
		expect((await raw(desktop, { path: '/v1/info' })).status).toBe(200);
	});

	test('the same clock and seed give the same answers', async () => {
		const now = () => Date.parse('2026-06-01T12:00:00.000Z');
		const bodies = [];
		for (let count = 0; count < 2; count += 1) {
			await using desktop = await start({ now });
			bodies.push((await raw(desktop, { path: '/v1/chats' })).json);
		}
		expect(bodies[0]).toEqual(bodies[1]);
		expect(bodies[0].items[0].lastActivity).toBe('2026-06-01T11:48:00.000Z');
	});

	test('starts empty or from any seed', async () => {
		await using nobody = await start({ seed: 'empty' });
		expect((await raw(nobody, { path: '/v1/chats' })).json.items).toEqual([]);
		expect((await raw(nobody, { path: '/v1/accounts' })).json).not.toHaveLength(0);
		const [account] = (await raw(nobody, { path: '/v1/accounts' })).json;
		const seed = {
			accounts: [account],
			contacts: {},
			chats: [
				{
					id: '!a:beeper.com',
					accountID: account.accountID,
					type: 'single' as const,
					title: 'Ann',
					participants: [{ id: '@ann:beeper.com', fullName: 'Ann' }],
					unread: 1,
					messages: [{ senderID: '@ann:beeper.com', minutesAgo: 1, text: 'Hello' }],
				},
			],
		};
		await using desktop = await start({ seed });
		expect((await raw(desktop, { path: '/v1/chats' })).json.items).toMatchObject([
			{ title: 'Ann', unreadCount: 1, preview: { text: 'Hello', isUnread: true } },
		]);
	});
});
