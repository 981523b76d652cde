import { start } from '../double/start.mts';
import { feedClient } from './feedClient.mts';

const mara = 'Mara Lindqvist';

describe('frames that travel badly', () => {
	test('come twice, with the same seq', async () => {
		await using desktop = await start();
		using client = await feedClient(desktop);
		await client.subscribe(['*']);
		desktop.travel({ copies: 2 });
		desktop.friend(mara).writes('Twice');
		const first = await client.next('message.upserted');
		expect(await client.next('message.upserted')).toEqual(first);
		desktop.mend();
		desktop.friend(mara).writes('Once');
		expect((await client.next('message.upserted')).seq).toBe((first.seq ?? 0) + 2);
	});

	test('come in a flood, and are not kept', async () => {
		await using desktop = await start();
		using client = await feedClient(desktop);
		await client.subscribe(['*']);
		const [connection] = desktop.connections;
		const kept = connection.sent.length;
		await connection.flood([1, 2, 3].map((seq) => JSON.stringify({ type: 'flood', seq })));
		for (const seq of [1, 2, 3]) expect(await client.next('flood')).toEqual({ type: 'flood', seq });
		expect(connection.sent).toHaveLength(kept);
		client.socket.terminate();
		await client.closed;
		await desktop.waitForSocketClosed();
		await expect(connection.flood(['lost'])).rejects.toThrow();
	});

	test('come late and in order, also those that were told when it was over', async () => {
		await using desktop = await start();
		using client = await feedClient(desktop);
		await client.subscribe(['*']);
		const began = performance.now();
		desktop.travel({ delayMs: 100 });
		const texts = ['One', 'Two', 'Three'];
		for (const text of texts.slice(0, 2)) desktop.friend(mara).writes(text);
		desktop.travel({ delayMs: 0 });
		desktop.friend(mara).writes('Three');
		for (const text of texts) {
			expect(await client.next('message.upserted')).toMatchObject({ entries: [{ text }] });
		}
		expect(performance.now() - began).toBeGreaterThanOrEqual(99);
		const seqs = client.frames.flatMap(({ seq }) => seq ?? []);
		expect(seqs).toEqual([1, 2, 3, 4, 5, 6]);
	});

	test('carry several messages of one chat, each as it is by then', async () => {
		await using desktop = await start();
		using client = await feedClient(desktop);
		await client.subscribe(['*']);
		desktop.travel({ batchMs: 50 });
		const friend = desktop.friend(mara);
		const [one, two] = ['One', 'Two'].map((text) => friend.writes(text));
		desktop.friend('Tom Okafor').writes('Elsewhere');
		friend.edits(one.id, 'One, edited');
		expect(await client.next('message.upserted')).toMatchObject({
			chatID: friend.chatID,
			ids: [two.id, one.id],
			entries: [{ text: 'Two' }, { text: 'One, edited' }],
		});
		expect(await client.next('message.upserted')).toMatchObject({ ids: [expect.anything()] });
	});

	test('are not overtaken by the deletion of what they carry', async () => {
		await using desktop = await start();
		using client = await feedClient(desktop);
		await client.subscribe(['*']);
		desktop.travel({ batchMs: 10_000 });
		const { id } = desktop.friend(mara).writes('Oops');
		desktop.friend(mara).deletes(id);
		await client.next('message.deleted');
		const types = client.frames.map(({ type }) => type);
		expect(types.slice(-2)).toEqual(['message.upserted', 'message.deleted']);
	});

	test('have entries for some of their messages', async () => {
		await using desktop = await start();
		using client = await feedClient(desktop);
		await client.subscribe(['*']);
		desktop.travel({ batchMs: 20, partialEntries: true });
		const [one, two] = ['One', 'Two'].map((text) => desktop.friend(mara).writes(text));
		expect(await client.next('message.upserted')).toMatchObject({
			ids: [one.id, two.id],
			entries: [{ id: two.id }],
		});
		desktop.friend(mara).writes('Alone');
		expect(await client.next('message.upserted')).toMatchObject({ entries: [] });
	});
});
