import { start } from '../double/start.mts';
import { FRIEND, itemsOf, runBeeper, sendText } from './given.mts';

const numbered = (count: number) =>
	itemsOf(Array.from({ length: count }, (_, i) => ({ text: `item ${i}`, i })));

describe('order', () => {
	test('200 items to one chat arrive in item order under random latency', async () => {
		await using desktop = await start({ resolveAfterMs: [0, 40] });
		desktop.latency([0, 25]);
		const { id } = desktop.chat(FRIEND);
		const before = desktop.messages(id).length;
		const result = await runBeeper(desktop, sendText(id), { items: numbered(200) });
		expect(result.error).toBeUndefined();

		const arrived = desktop.messages(id).slice(before);
		expect(arrived.map(({ text }) => text)).toEqual(numbered(200).map(({ json }) => json.text));
		// Each output is the final message of its own input.
		expect(result.items('Beeper').map(({ pairedItem }) => pairedItem)).toEqual(
			numbered(200).map((_, item) => ({ item })),
		);
		expect(result.json('Beeper').map(({ messageID }) => messageID)).toEqual(
			arrived.map((message) => message.id),
		);
	});

	test('each send begins after the one before it was accepted', async () => {
		await using desktop = await start();
		desktop.latency([0, 10]);
		const { id } = desktop.chat(FRIEND);
		const parameters = sendText(id, { waitUntil: 'accepted' });
		await runBeeper(desktop, parameters, { items: numbered(40) });
		const sends = desktop.requests.filter(({ method }) => method === 'POST');
		expect(sends).toHaveLength(40);
		for (const [i, { startedAt }] of sends.entries()) {
			if (i > 0) expect(startedAt).toBeGreaterThanOrEqual(sends[i - 1].finishedAt ?? Infinity);
		}
	});

	test('a random wait before an item does not let a later one of its chat pass', async () => {
		await using desktop = await start();
		const chats = ['Mara Lindqvist', 'Priya Nair', 'Tom Okafor'].map(
			(name) => desktop.chat(name).id,
		);
		const seen = new Map(chats.map((id) => [id, desktop.messages(id).length]));
		desktop.latency([0, 20]);
		desktop.failNext('POST /v1/chats/{chatID}/messages', { status: 429, retryAfter: 0, times: 5 });
		const items = numbered(60).map((item, i) => ({ json: { ...item.json, chat: chats[i % 3] } }));
		const parameters = sendText('={{ $json.chat }}', { waitUntil: 'accepted' });
		const result = await runBeeper(desktop, parameters, { items });
		expect(result.error).toBeUndefined();
		for (const [n, id] of chats.entries()) {
			const texts = desktop
				.messages(id)
				.slice(seen.get(id))
				.map(({ text }) => text);
			expect(texts).toEqual(Array.from({ length: 20 }, (_, i) => `item ${i * 3 + n}`));
		}
	});
});

describe('concurrency', () => {
	test('1,000 items never put more than 8 requests in flight', async () => {
		await using desktop = await start({ resolveAfterMs: 5 });
		desktop.latency([0, 5]);
		const chats = [
			'Mara Lindqvist',
			'Priya Nair',
			'Tom Okafor',
			'Elena Rossi',
			'Diego Fuentes',
			'Sunday Hike',
			'#launch-plan',
			'Note to self',
			'Lindenhof Dental',
			'Building 14 Neighbours',
		].map((title) => desktop.chat(title).id);
		const items = numbered(1_000).map((item, i) => ({
			json: { ...item.json, chat: chats[i % chats.length] },
		}));
		const result = await runBeeper(
			desktop,
			sendText('={{ $json.chat }}', { waitUntil: 'accepted' }),
			{ items },
		);
		expect(result.error).toBeUndefined();
		expect(result.items('Beeper')).toHaveLength(1_000);
		expect(desktop.maxInFlight).toBe(8);
	});

	test('reads are capped too', async () => {
		await using desktop = await start();
		desktop.latency([0, 5]);
		const parameters = {
			resource: 'message',
			operation: 'search',
			query: '={{ $json.text }}',
			returnAll: true,
			filters: {},
		};
		const result = await runBeeper(desktop, parameters, { items: numbered(200) });
		expect(result.error).toBeUndefined();
		expect(desktop.requests).toHaveLength(200);
		expect(desktop.maxInFlight).toBe(8);
	});
});
