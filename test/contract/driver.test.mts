import { start } from '../double/start.mts';
import { rawJSON } from './raw.mts';

const mara = 'Mara Lindqvist';
const send = 'POST /v1/chats/{chatID}/messages';

describe('the driver', () => {
	test('waits do not miss what came before, and hand out nothing twice', async () => {
		await using desktop = await start();
		const path = '/v1/chats/10/messages';
		await rawJSON(desktop, 'POST', path, { text: 'One' });
		await rawJSON(desktop, 'POST', path, { text: 'Two' });
		expect((await desktop.waitForRequest(send)).body).toEqual({ text: 'One' });
		expect((await desktop.waitForRequest(send)).body).toEqual({ text: 'Two' });
		const none = desktop.waitForRequest(send, undefined, { timeoutMs: 20 });
		await expect(none).rejects.toThrow('POST /v1/chats/{chatID}/messages within 20 ms');
	});

	test('records what came, decoded', async () => {
		await using desktop = await start();
		const id = desktop.chat('Elena Rossi').id;
		await rawJSON(desktop, 'POST', `/v1/chats/${encodeURIComponent(id)}/archive`, {});
		await rawJSON(desktop, 'GET', '/v1/chats?accountIDs=a&accountIDs=b&limit=x', undefined);
		expect(desktop.requests).toMatchObject([
			{ route: 'POST /v1/chats/{chatID}/archive', params: { chatID: id }, body: {}, status: 204 },
			{ route: 'GET /v1/chats', query: { accountIDs: ['a', 'b'], limit: 'x' }, status: 400 },
		]);
		desktop.clearRequests();
		expect(desktop.requests).toEqual([]);
	});

	test('friends act in direct chats and groups, and mentions and unread are counted', async () => {
		await using desktop = await start();
		const aiko = desktop.friend('Aiko Tanaka', 'Sunday Hike');
		const me = desktop.chat('Sunday Hike').participants.items.find(({ isSelf }) => isSelf);
		const first = aiko.writes('Lost my map, @Robin', { mentions: [me?.id ?? ''] });
		const reply = aiko.writes('Found it', { replyTo: first.id });
		expect(reply).toMatchObject({ linkedMessageID: first.id, isSender: false, isUnread: true });
		expect(desktop.chat('Sunday Hike')).toMatchObject({ unreadCount: 2, unreadMentionsCount: 1 });
		expect(desktop.me.reads('Sunday Hike')).toMatchObject({
			unreadCount: 0,
			unreadMentionsCount: 0,
		});
		expect(() => desktop.friend('Nobody')).toThrow('Nobody');
		expect(() => desktop.friend('Tom Okafor', 'Sunday Hike')).toThrow('not in Sunday Hike');
	});

	test('history can arrive late, before everything else', async () => {
		await using desktop = await start();
		const { id } = desktop.friend(mara);
		const added = desktop.backfill(mara, [
			{ senderID: id, minutesAgo: 9000, text: 'Old' },
			{ senderID: id, minutesAgo: 8000, text: 'Less old' },
		]);
		const event = await desktop.waitForEvent('message.upserted');
		expect(event.ids).toEqual(added.map((message) => message.id));
		const keys = desktop.messages(mara).map(({ sortKey }) => sortKey);
		expect(keys).toEqual([...keys].sort());
	});

	test('a transcript reads like the chat', async () => {
		const now = () => Date.parse('2026-06-01T12:00:00.000Z');
		await using desktop = await start({ now, resolveAfterMs: 1 });
		const tom = desktop.friend('Tom Okafor');
		const question = tom.writes('Are you home?');
		const { id } = desktop.chat('Tom Okafor');
		const body = { text: 'In **ten** minutes', replyToMessageID: question.id };
		await rawJSON(desktop, 'POST', `/v1/chats/${id}/messages`, body);
		const answer = await desktop.waitForMessage();
		tom.reacts(answer.id, '👍');
		tom.deletes(tom.writes('Oops').id);
		desktop.me.changes(id, { isArchived: true });
		expect(desktop.transcript('Tom Okafor').split('\n')).toEqual([
			'── Tom Okafor · Telegram · archived ──',
			'07:00 Tom Okafor: Listen to this when you have a minute',
			'07:01 Tom Okafor: [voice note]',
			'07:10 Robin Hale: Got it, thanks',
			'12:00 Tom Okafor: Are you home?',
			'      ┃ Tom Okafor: Are you home?',
			'12:00 Robin Hale: In ten minutes [👍 Tom Okafor]',
			'12:00 Tom Okafor: (deleted)',
		]);
	});
});
