import { RateLimitError, InternalServerError, APIConnectionError } from '@beeper/desktop-api';
import { feedClient } from './feedClient.mts';
import { official } from './official.mts';
import { raw, rawJSON } from './raw.mts';

const send = 'POST /v1/chats/{chatID}/messages';
const path = '/v1/chats/10/messages';
const text = { text: 'Hi' };
const mara = 'Mara Lindqvist';

describe('requests that go wrong', () => {
	test('answer any status with Retry-After, as often as told, on one route', async () => {
		await using pair = await official();
		const { client, desktop } = pair;
		desktop.failNext(send, { status: 429, retryAfter: 7, times: 2 });
		for (let count = 0; count < 2; count += 1) {
			const refused = client.messages.send('10', text);
			await expect(refused).rejects.toBeInstanceOf(RateLimitError);
			expect((await refused.catch(({ headers }) => headers)).get('retry-after')).toBe('7');
			await client.chats.list();
		}
		await client.messages.send('10', text);
		expect((await desktop.waitForMessage()).text).toBe('Hi');
	});

	test('can have any body', async () => {
		await using pair = await official();
		const { desktop } = pair;
		desktop.failNext('*', { status: 502, body: '<h1>Bad gateway</h1>' });
		expect(await raw(desktop, { path: '/v1/info' })).toMatchObject({
			status: 502,
			text: '<h1>Bad gateway</h1>',
		});
	});

	test('are cut off, before or after they were carried out', async () => {
		await using pair = await official();
		const { client, desktop } = pair;
		const before = desktop.messages(mara).length;
		desktop.failNext(send, { reset: true });
		await expect(client.messages.send('10', text)).rejects.toBeInstanceOf(APIConnectionError);
		expect(desktop.messages(mara)).toHaveLength(before);
		expect(desktop.requests.at(-1)).toMatchObject({ status: null, body: text });
		desktop.failNext(send, { reset: true, afterHandling: true });
		await expect(client.messages.send('10', text)).rejects.toBeInstanceOf(APIConnectionError);
		expect(desktop.messages(mara)).toHaveLength(before + 1);
		desktop.failNext(send, { status: 500, afterHandling: true });
		await expect(client.messages.send('10', text)).rejects.toBeInstanceOf(InternalServerError);
		expect(desktop.messages(mara)).toHaveLength(before + 2);
	});

	test('take their time, and are counted while they do', async () => {
		await using pair = await official();
		const { desktop } = pair;
		desktop.latency([50, 80]);
		await Promise.all(Array.from({ length: 6 }, () => rawJSON(desktop, 'POST', path, text)));
		expect(desktop.maxInFlight).toBe(6);
		expect(desktop.inFlight).toBe(0);
		for (const { startedAt, finishedAt } of desktop.requests) {
			expect((finishedAt ?? 0) - startedAt).toBeGreaterThanOrEqual(49);
		}
	});

	test('are not carried out if the client hangs up on the way', async () => {
		await using pair = await official();
		const { client, desktop } = pair;
		const before = desktop.messages(mara).length;
		desktop.latency(Infinity, { route: send });
		const controller = new AbortController();
		const hanging = client.messages.send('10', text, { signal: controller.signal });
		await desktop.waitForRequest(send, undefined, { at: 'arrived' });
		expect(desktop.inFlight).toBe(1);
		controller.abort();
		await expect(hanging).rejects.toThrow('aborted');
		expect((await desktop.waitForRequest(send)).status).toBeNull();
		expect(desktop.messages(mara)).toHaveLength(before);
	});

	test('can be carried out at once and answered late', async () => {
		await using pair = await official();
		const { desktop } = pair;
		desktop.latency(Infinity, { route: send, of: 'answer' });
		const hanging = rawJSON(desktop, 'POST', path, text);
		expect((await desktop.waitForMessage()).text).toBe('Hi');
		expect(desktop.inFlight).toBe(1);
		await Promise.all([expect(hanging).rejects.toThrow(), desktop.stop()]);
	});

	test('redirect', async () => {
		await using pair = await official();
		pair.desktop.redirectNext('GET /v1/accounts', 'http://127.0.0.1:1/elsewhere');
		const answer = await raw(pair.desktop, { path: '/v1/accounts' });
		expect(answer.status).toBe(302);
		expect(answer.headers.location).toBe('http://127.0.0.1:1/elsewhere');
	});

	test('uploads fail with HTTP 200', async () => {
		await using pair = await official();
		const { client, desktop } = pair;
		desktop.uploadError('Disk full');
		expect(await client.assets.upload({ file: new File(['a'], 'a') })).toEqual({
			error: 'Disk full',
		});
		expect((await client.assets.uploadBase64({ content: 'AAAA' })).uploadID).toBeDefined();
	});

	test('a route that does not exist can neither fail nor be waited for', async () => {
		await using pair = await official();
		const { desktop } = pair;
		expect(() => desktop.failNext('POST /v1/chat')).toThrow('/v1/chat');
		expect(() => desktop.waitForRequest('GET /v1/chats/10')).toThrow('/v1/chats/10');
	});
});

describe('a feed that goes wrong', () => {
	test('leaves out entries', async () => {
		await using pair = await official();
		using feed = await feedClient(pair.desktop);
		await feed.subscribe(['*']);
		pair.desktop.withoutEntries();
		const { id } = pair.desktop.friend(mara).writes('Hi');
		const event = await feed.next('message.upserted');
		expect(event.ids).toEqual([id]);
		expect(event.entries).toBeUndefined();
	});

	test('loses events, with or without a gap in seq', async () => {
		await using pair = await official();
		const { desktop } = pair;
		using feed = await feedClient(desktop);
		await feed.subscribe(['*']);
		const friend = desktop.friend(mara);
		const heard = async (line: string) => {
			friend.writes(line);
			const { entries: [entry] = [], seq } = await feed.next('message.upserted');
			return [entry.text, seq];
		};
		expect(await heard('One')).toEqual(['One', 2]);
		desktop.seqGap(2);
		friend.writes('Lost');
		expect(await heard('Two')).toEqual(['Two', 6]);
		desktop.loseEvents(2);
		friend.writes('Lost without a trace');
		expect(await heard('Three')).toEqual(['Three', 8]);
		desktop.silence(desktop.chat(mara).accountID);
		friend.writes('Silent');
		desktop.mend();
		expect(await heard('Four')).toEqual(['Four', 10]);
	});

	test('sends nonsense', async () => {
		await using pair = await official();
		using feed = await feedClient(pair.desktop);
		pair.desktop.sendRaw({ type: 'message.stream', payload: 1 });
		expect(await feed.next('message.stream')).toEqual({ type: 'message.stream', payload: 1 });
	});

	test('drops: cut or closed', async () => {
		await using pair = await official();
		const { desktop } = pair;
		using first = await feedClient(desktop);
		desktop.dropSockets();
		expect(await first.closed).toBe(1006);
		using second = await feedClient(desktop);
		desktop.dropSockets({ code: 1012, reason: 'restart' });
		expect(await second.closed).toBe(1012);
		await desktop.waitForSocketClosed();
		await desktop.waitForSocketClosed();
		expect(desktop.sockets).toBe(0);
	});

	test('goes silent without an end, and counts such sockets out', async () => {
		await using pair = await official();
		const { desktop } = pair;
		using feed = await feedClient(desktop);
		await feed.subscribe(['*']);
		desktop.blackHoleSockets();
		expect([desktop.sockets, desktop.connections.length]).toEqual([0, 1]);
		let pongs = 0;
		feed.socket.on('pong', () => (pongs += 1));
		feed.socket.ping();
		desktop.friend(mara).writes('Into the void');
		using other = await feedClient(desktop);
		other.socket.ping();
		await new Promise((resolve) => other.socket.once('pong', resolve));
		expect(pongs).toBe(0);
		expect(feed.frames.at(-1)?.type).toBe('subscriptions.updated');
	});

	test('refuses upgrades, or accepts and drops', async () => {
		await using pair = await official();
		const { desktop } = pair;
		desktop.refuseUpgrade(503);
		await expect(feedClient(desktop)).rejects.toThrow('503');
		desktop.refuseUpgrade(null);
		desktop.acceptAndDrop();
		using dropped = await feedClient(desktop);
		expect(await dropped.closed).toBe(1006);
		desktop.acceptAndDrop(false);
		using kept = await feedClient(desktop);
		expect((await kept.next('ready')).version).toBe(1);
	});
});
