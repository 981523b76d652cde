import { feedClient } from './feedClient.mts';
import { official } from './official.mts';

describe('a send', () => {
	test('is pending, then final, then delivered: three upserts with one sortKey', async () => {
		await using pair = await official();
		const { client, desktop } = pair;
		using feed = await feedClient(desktop);
		await feed.subscribe(['*']);
		const { id } = desktop.chat('Mara Lindqvist');
		const { pendingMessageID } = await client.messages.send(id, { text: 'Hi' });
		const upserts = [];
		for (let count = 0; count < 3; count += 1) {
			upserts.push((await feed.next('message.upserted')).entries?.[0] ?? {});
		}
		expect(upserts.map(({ sendStatus }) => sendStatus)).toMatchObject([
			{ status: 'PENDING' },
			{ status: 'SUCCESS' },
			{ status: 'SUCCESS', deliveredToUsers: [desktop.friend('Mara Lindqvist').id] },
		]);
		expect(upserts[0].id).toBe(pendingMessageID);
		expect(upserts[1].id).toBe(upserts[2].id);
		expect(upserts[1].id).not.toBe(pendingMessageID);
		expect(new Set(upserts.map(({ sortKey }) => sortKey)).size).toBe(1);
	});

	test('can be found by its pending ID from the start, or not until it is final', async () => {
		for (const pendingVisible of [true, false]) {
			await using pair = await official({ pendingVisible });
			const { client, desktop } = pair;
			desktop.neverResolve();
			const { id: chatID } = desktop.chat('Mara Lindqvist');
			const { pendingMessageID } = await client.messages.send(chatID, { text: 'Hi' });
			const early = client.messages.retrieve(pendingMessageID, { chatID });
			if (pendingVisible) expect((await early).sendStatus?.status).toBe('PENDING');
			else await expect(early).rejects.toMatchObject({ status: 404 });
			desktop.neverResolve(false);
			const { id } = await desktop.waitForMessage();
			expect((await client.messages.retrieve(pendingMessageID, { chatID })).id).toBe(id);
		}
	});

	test('becomes final in the order of acceptance, however long each takes', async () => {
		await using pair = await official({ resolveAfterMs: [0, 30] });
		const { client, desktop } = pair;
		const { id } = desktop.chat('Mara Lindqvist');
		const texts = Array.from({ length: 12 }, (_, at) => `Message ${at}`);
		for (const text of texts) await client.messages.send(id, { text });
		const arrived = [];
		for (const _text of texts) arrived.push(await desktop.waitForMessage());
		expect(arrived.map(({ text }) => text)).toEqual(texts);
		const keys = arrived.map(({ sortKey }) => sortKey);
		expect(keys).toEqual([...keys].sort());
	});

	test('can fail after it was accepted', async () => {
		await using pair = await official();
		const { client, desktop } = pair;
		desktop.failSend({ status: 'FAIL_PERMANENT', reason: 'blocked', message: 'They blocked you' });
		const { id: chatID } = desktop.chat('Mara Lindqvist');
		const { pendingMessageID } = await client.messages.send(chatID, { text: 'Hi' });
		await desktop.waitForEvent('message.upserted', ({ entries }) =>
			JSON.stringify(entries).includes('FAIL_PERMANENT'),
		);
		const failed = await client.messages.retrieve(pendingMessageID, { chatID });
		expect(failed.sendStatus).toMatchObject({ status: 'FAIL_PERMANENT', reason: 'blocked' });
	});

	test('names the full chat ID when it was given the local one', async () => {
		await using pair = await official();
		const { id, localChatID } = pair.desktop.chat('Mara Lindqvist');
		const sent = await pair.client.messages.send(localChatID ?? '', { text: 'Hi' });
		expect(sent.chatID).toBe(id);
	});

	test('reaches the network and nobody, until it is delivered', async () => {
		await using pair = await official({ resolveAfterMs: 5 });
		const { client, desktop } = pair;
		desktop.neverDeliver();
		const { id: chatID } = desktop.chat('Mara Lindqvist');
		const { pendingMessageID } = await client.messages.send(chatID, { text: 'Hi' });
		const { id } = await desktop.waitForMessage();
		const status = async () => (await client.messages.retrieve(id, { chatID })).sendStatus;
		expect(await status()).toEqual({ status: 'SUCCESS', timestamp: expect.any(String) });
		desktop.neverDeliver(false);
		expect((await status())?.deliveredToUsers).toEqual([desktop.friend('Mara Lindqvist').id]);
		expect(pendingMessageID).not.toBe(id);
	});

	test('loses its pending ID in a restart', async () => {
		await using pair = await official();
		const { client, desktop } = pair;
		const { id: chatID } = desktop.chat('Mara Lindqvist');
		const { pendingMessageID } = await client.messages.send(chatID, { text: 'Hi' });
		const { id } = await desktop.waitForMessage();
		await desktop.restart();
		expect((await client.messages.retrieve(id, { chatID })).text).toBe('Hi');
		const lost = client.messages.retrieve(pendingMessageID, { chatID });
		await expect(lost).rejects.toMatchObject({ status: 404 });
	});

	test.each([
		['nothing at all', 'Mara Lindqvist', {}, 400],
		['an empty text', 'Mara Lindqvist', { text: '' }, 400],
		['an unknown upload', 'Mara Lindqvist', { attachment: { uploadID: 'x' } }, 400],
		['an unknown reply target', 'Mara Lindqvist', { text: 'a', replyToMessageID: 'x' }, 400],
		['a reply over SMS', 'Parcel Service', { text: 'a', replyToMessageID: 'p:0/7A3E9C02' }, 422],
		['a long SMS', 'Parcel Service', { text: 'a'.repeat(161) }, 422],
		['a read-only chat', 'City Transit Alerts', { text: 'a' }, 422],
	])('is refused with %s', async (_what, chat, body, status) => {
		await using pair = await official();
		const { client, desktop } = pair;
		const before = desktop.messages(chat).length;
		const sent = client.messages.send(desktop.chat(chat).id, body);
		await expect(sent).rejects.toMatchObject({ status });
		expect(desktop.messages(chat)).toHaveLength(before);
	});
});
