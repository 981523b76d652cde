import { start } from '../double/start.mts';
import { feedClient } from './feedClient.mts';
import { raw, rawJSON } from './raw.mts';

const mara = '/v1/chats/10';

describe('4.2.557, reference §9', () => {
	const version = '4.2.557';

	test('names itself and lacks what came later', async () => {
		await using desktop = await start({ version });
		expect((await raw(desktop, { path: '/v1/info' })).json.app.version).toBe(version);
		for (const path of ['/v1/labels', '/v1/accounts/telegram', `${mara}/messages/1`]) {
			expect((await raw(desktop, { path })).status).toBe(404);
		}
		for (const path of [`${mara}/read`, '/v1/chats/start']) {
			expect((await rawJSON(desktop, 'POST', path, {})).status).toBe(404);
		}
		const [account] = (await raw(desktop, { path: '/v1/accounts' })).json;
		expect(account).not.toHaveProperty('bridge');
		expect(account).not.toHaveProperty('status');
	});

	test('pages messages by sortKey, as plain text with few fields', async () => {
		await using desktop = await start({ version, pageSize: { messages: 2 } });
		const first = (await raw(desktop, { path: `${mara}/messages` })).json;
		expect(Object.keys(first)).toEqual(['items', 'hasMore']);
		const cursor = first.items.at(-1).sortKey;
		const second = (await raw(desktop, { path: `${mara}/messages?cursor=${cursor}` })).json;
		const texts = second.items.map(({ text }: { text: string }) => text);
		expect(texts).toContain('Yes! Eight at the Lantern');
		expect(second.items[1]).not.toHaveProperty('editedTimestamp');
		const chat = (await raw(desktop, { path: mara })).json;
		expect(chat).not.toHaveProperty('network');
		expect(chat).not.toHaveProperty('capabilities');
	});

	test('starts direct chats with mode=start, and answers with the ID only', async () => {
		await using desktop = await start({ version });
		const { accountID, id } = desktop.chat('Mara Lindqvist');
		const user = { phoneNumber: '+15550101' };
		const started = await rawJSON(desktop, 'POST', '/v1/chats', { accountID, mode: 'start', user });
		expect(started.json).toEqual({ chatID: id, status: 'existing' });
		const type = 'single';
		const bad = await rawJSON(desktop, 'POST', '/v1/chats', {
			accountID,
			mode: 'start',
			user,
			type,
		});
		expect(bad.status).toBe(400);
	});

	test('takes reactions away by query, reminders in ms, and answers 200 without a body', async () => {
		await using desktop = await start({ version });
		const { id: chat } = desktop.chat('Mara Lindqvist');
		const [{ id }] = desktop.messages(chat);
		desktop.me.reacts(chat, id, '👍');
		const path = `${mara}/messages/${id}/reactions`;
		const method = 'DELETE';
		expect((await raw(desktop, { method, path: `${path}/%F0%9F%91%8D` })).status).toBe(404);
		const answer = await raw(desktop, { method, path: `${path}?reactionKey=%F0%9F%91%8D` });
		expect(answer).toMatchObject({ status: 200, json: { success: true } });
		const remindAt = '2030-01-01T08:00:00.000Z';
		const iso = await rawJSON(desktop, 'POST', `${mara}/reminders`, { reminder: { remindAt } });
		expect(iso.status).toBe(400);
		const reminder = { remindAtMs: Date.parse(remindAt) };
		const ms = await rawJSON(desktop, 'POST', `${mara}/reminders`, { reminder });
		expect(ms).toMatchObject({ status: 200, text: '' });
		expect(desktop.chat(chat).reminder).toEqual({ remindAt });
		expect(await rawJSON(desktop, 'POST', `${mara}/archive`, {})).toMatchObject({
			status: 200,
			text: '',
		});
	});

	test('edits with a short answer and sends numeric ts on the feed', async () => {
		await using desktop = await start({ version });
		using feed = await feedClient(desktop);
		await feed.subscribe(['*']);
		const { id } = desktop.me.writes('Mara Lindqvist', 'Tpyo');
		expect(typeof (await feed.next('message.upserted')).ts).toBe('number');
		const edited = await rawJSON(desktop, 'PUT', `${mara}/messages/${id}`, { text: 'Typo' });
		expect(Object.keys(edited.json)).toEqual(['chatID', 'messageID', 'success']);
	});
});

describe('4.2.808', () => {
	test('has start, read and bridges, not yet status, labels or a limit on chats', async () => {
		await using desktop = await start({ version: '4.2.808' });
		expect((await rawJSON(desktop, 'POST', `${mara}/read`, {})).status).toBe(200);
		expect((await raw(desktop, { path: '/v1/labels' })).status).toBe(404);
		const [account] = (await raw(desktop, { path: '/v1/accounts' })).json;
		expect(account).toHaveProperty('bridge');
		expect(account).not.toHaveProperty('status');
		const chats = (await raw(desktop, { path: '/v1/chats?limit=1' })).json;
		expect(chats.items.length).toBeGreaterThan(1);
		expect((await rawJSON(desktop, 'POST', `${mara}/archive`, {})).status).toBe(204);
	});
});

describe('4.2.900, between the two', () => {
	test('has accounts by ID with their status, not yet labels or a limit on chats', async () => {
		await using desktop = await start({ version: '4.2.900' });
		expect((await raw(desktop, { path: '/v1/accounts/telegram' })).json.status).toBe('connected');
		expect((await raw(desktop, { path: '/v1/labels' })).status).toBe(404);
		const { items } = (await raw(desktop, { path: '/v1/chats?limit=1' })).json;
		expect(items.length).toBeGreaterThan(1);
		for (const chat of items) expect(chat).not.toHaveProperty('labels');
	});
});

describe('the newest', () => {
	test('has accounts by ID, labels sorted by name, chats by label, and a limit', async () => {
		await using desktop = await start();
		expect((await raw(desktop, { path: '/v1/accounts/telegram' })).json.status).toBe('connected');
		expect((await raw(desktop, { path: '/v1/accounts/nope' })).status).toBe(404);
		const labels = (await raw(desktop, { path: '/v1/labels' })).json;
		expect(labels.map(({ name }: { name: string }) => name)).toEqual(['Family', 'Work']);
		const work = (await raw(desktop, { path: '/v1/chats/search?labelID=label_work' })).json;
		expect(work.items).toMatchObject([{ title: '#launch-plan', labels: [{ name: 'Work' }] }]);
		expect((await raw(desktop, { path: '/v1/chats?limit=3' })).json.items).toHaveLength(3);
	});
});
