import { start } from '../double/start.mts';
import { feedClient } from './feedClient.mts';
import { faultsOf } from './schemas.mts';

describe('the feed, reference §7', () => {
	test('greets with an empty subscription and echoes a new one', async () => {
		await using desktop = await start();
		using client = await feedClient(desktop);
		expect(await client.next('ready')).toEqual({ type: 'ready', version: 1, chatIDs: [] });
		client.send({ type: 'subscriptions.set', requestID: 'r1', chatIDs: ['b', ' a ', 'b'] });
		expect(await client.next('subscriptions.updated')).toEqual({
			type: 'subscriptions.updated',
			requestID: 'r1',
			chatIDs: ['a', 'b'],
		});
	});

	test.each([
		['no JSON', 'hello', 'INVALID_COMMAND'],
		['another command', { type: 'subscriptions.add', chatIDs: [] }, 'INVALID_COMMAND'],
		['an array', [], 'INVALID_COMMAND'],
		['no chatIDs', { type: 'subscriptions.set' }, 'INVALID_PAYLOAD'],
		['a chatID', { type: 'subscriptions.set', chatIDs: 'a' }, 'INVALID_PAYLOAD'],
		['"*" and more', { type: 'subscriptions.set', chatIDs: ['*', 'a'] }, 'INVALID_PAYLOAD'],
		['another key', { type: 'subscriptions.set', chatIDs: [], account: 1 }, 'INVALID_PAYLOAD'],
	])('refuses %s and stays open', async (_what, frame, code) => {
		await using desktop = await start();
		using client = await feedClient(desktop);
		client.send(frame);
		expect(await client.next('error')).toMatchObject({ code });
		expect(await client.subscribe(['*'])).toMatchObject({ chatIDs: ['*'] });
	});

	test('tells nothing before a subscription, then chat and message, counting from 1', async () => {
		await using desktop = await start();
		using client = await feedClient(desktop);
		const mara = desktop.friend('Mara Lindqvist');
		mara.writes('Unheard');
		await client.subscribe(['*']);
		const { id } = mara.writes('Heard');
		const event = await client.next('message.upserted');
		expect(client.frames.map(({ type, seq }) => [type, seq])).toEqual([
			['ready', undefined],
			['subscriptions.updated', undefined],
			['chat.upserted', 1],
			['message.upserted', 2],
		]);
		expect(event).toMatchObject({ chatID: mara.chatID, ids: [id], entries: [{ text: 'Heard' }] });
		expect(typeof event.ts).toBe('string');
		expect(faultsOf('Message[]', event.entries)).toEqual([]);
	});

	test('keeps to the chats asked for, and [] pauses', async () => {
		await using desktop = await start({ ts: 'number' });
		using client = await feedClient(desktop);
		const [mara, tom] = ['Mara Lindqvist', 'Tom Okafor'].map((name) => desktop.friend(name));
		await client.subscribe([tom.chatID]);
		mara.writes('Not for you');
		tom.writes('For you');
		const event = await client.next('message.upserted');
		expect(event).toMatchObject({ seq: 2, entries: [{ text: 'For you' }] });
		expect(typeof event.ts).toBe('number');
		await client.subscribe([]);
		tom.writes('Not now');
		await client.subscribe(['*']);
		tom.writes('Now');
		expect(await client.next('message.upserted')).toMatchObject({ entries: [{ text: 'Now' }] });
	});

	test('edits and reactions are upserts of the message, deletions carry IDs only', async () => {
		await using desktop = await start();
		using client = await feedClient(desktop);
		await client.subscribe(['*']);
		const mara = desktop.friend('Mara Lindqvist');
		const { id } = mara.writes('Helo');
		await client.next('message.upserted');
		mara.edits(id, 'Hello');
		expect(await client.next('message.upserted')).toMatchObject({ entries: [{ text: 'Hello' }] });
		desktop.me.reacts(mara.chatID, id, '❤️');
		const reacted = await client.next('message.upserted');
		expect(reacted.entries?.[0].reactions).toMatchObject([{ reactionKey: '❤️', emoji: true }]);
		mara.deletes(id);
		const deleted = await client.next('message.deleted');
		expect(deleted).toMatchObject({ ids: [id], chatID: mara.chatID });
		expect(deleted.entries).toBeUndefined();
	});

	test('a deleted chat is told by its ID', async () => {
		await using desktop = await start();
		using client = await feedClient(desktop);
		await client.subscribe(['*']);
		const { id } = desktop.chat('Diego Fuentes');
		desktop.me.deletesChat(id);
		expect(await client.next('chat.deleted')).toMatchObject({ chatID: id, ids: [id] });
	});

	test('a wrong token is refused with 401, the read-only token is enough', async () => {
		await using desktop = await start();
		await expect(feedClient(desktop, 'wrong')).rejects.toThrow('401');
		using client = await feedClient(desktop, desktop.readOnlyToken);
		await client.next('ready');
		const [refused, taken] = desktop.requests;
		expect(refused).toMatchObject({ status: 401, route: 'GET /v1/ws' });
		expect(taken.headers.authorization).toBe('Bearer [readOnlyToken]');
	});

	test('pings clients', async () => {
		await using desktop = await start({ pingEveryMs: 5 });
		using client = await feedClient(desktop);
		await new Promise((resolve) => client.socket.once('ping', resolve));
	});
});
