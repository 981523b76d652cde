import type { INodeParameters } from 'n8n-workflow';
import type { Desktop } from '../double/driver.mts';
import { start } from '../double/start.mts';
import { FRIEND, itemsOf, runBeeper, sendText } from './given.mts';

const SEND = 'POST /v1/chats/{chatID}/messages';

/** "Time Between Messages" without the random part. */
const every = (seconds: number, per: 'chat' | 'account', more: object = {}): INodeParameters => ({
	waitUntil: 'accepted',
	pacing: { values: { seconds, randomSeconds: 0, per, ...more } },
});

const HOUR = 3_600;

/** One item per chat title. */
const to = (desktop: Desktop, titles: string[]) =>
	itemsOf(titles.map((title, i) => ({ text: `${i}`, chat: desktop.chat(title).id })));

const sendsOf = ({ requests }: Desktop) => requests.filter(({ route }) => route === SEND);

/** The ms between each message being accepted and the next one leaving. */
function gaps(desktop: Desktop) {
	const sends = sendsOf(desktop);
	return sends.slice(1).map(({ startedAt }, i) => startedAt - (sends[i].finishedAt ?? Infinity));
}

// Two of WhatsApp, one of Telegram.
const [ANNA, BERT] = [FRIEND, 'Lindenhof Dental'];

describe('time between messages', () => {
	test('keeps messages of one chat apart, in item order', async () => {
		await using desktop = await start();
		const items = to(desktop, [ANNA, ANNA, ANNA, ANNA]);
		const parameters = sendText('={{ $json.chat }}', every(0.3, 'chat'));
		const result = await runBeeper(desktop, parameters, { items });
		expect(result.error).toBeUndefined();
		expect(gaps(desktop)).toHaveLength(3);
		for (const gap of gaps(desktop)) expect(gap).toBeGreaterThanOrEqual(295);
		expect(sendsOf(desktop).map(({ body }) => body)).toEqual(
			[0, 1, 2, 3].map((i) => ({ text: `${i}` })),
		);
	});

	test('other chats do not wait for it', async () => {
		await using desktop = await start();
		const items = to(desktop, [ANNA, ANNA, BERT]);
		const parameters = sendText('={{ $json.chat }}', every(0.5, 'chat'));
		await runBeeper(desktop, parameters, { items });
		expect(sendsOf(desktop).map(({ body }) => body)).toEqual([
			{ text: '0' },
			{ text: '2' },
			{ text: '1' },
		]);
	});

	test('of an account, keeps all its chats apart, and no other account', async () => {
		await using desktop = await start();
		const other = desktop.chat('Mechanical Keyboards');
		expect(desktop.chat(ANNA).accountID).toBe(desktop.chat(BERT).accountID);
		expect(other.accountID).not.toBe(desktop.chat(ANNA).accountID);
		const items = to(desktop, [ANNA, BERT, ANNA, other.title]);
		const parameters = sendText('={{ $json.chat }}', every(0.4, 'account'));
		const result = await runBeeper(desktop, parameters, { items });
		expect(result.error).toBeUndefined();
		const sends = sendsOf(desktop);
		const same = sends.filter(({ body }) => (body as { text: string }).text !== '3');
		expect(same.map(({ body }) => body)).toEqual([{ text: '0' }, { text: '1' }, { text: '2' }]);
		for (const [i, { startedAt }] of same.entries()) {
			if (i > 0)
				expect(startedAt - (same[i - 1].finishedAt ?? Infinity)).toBeGreaterThanOrEqual(395);
		}
		expect(sends.findIndex(({ body }) => (body as { text: string }).text === '3')).toBeLessThan(2);
		// Which account a chat is of is asked once.
		const asked = desktop.requests.filter(({ route }) => route === 'GET /v1/chats/{chatID}');
		expect(asked).toHaveLength(3);
	});

	test('adds by chance what is allowed, and no more', async () => {
		await using desktop = await start();
		const items = to(
			desktop,
			Array.from({ length: 8 }, () => ANNA),
		);
		const parameters = sendText('={{ $json.chat }}', every(0.05, 'chat', { randomSeconds: 0.2 }));
		await runBeeper(desktop, parameters, { items });
		for (const gap of gaps(desktop)) expect(gap).toBeGreaterThanOrEqual(45);
		expect(Math.max(...gaps(desktop)) - Math.min(...gaps(desktop))).toBeGreaterThan(10);
	});

	test('each file of an item is a message', async () => {
		await using desktop = await start();
		const png = { data: 'iVBORw0KGgo=', mimeType: 'image/png' };
		const files = { a: { ...png, fileName: 'a.png' }, b: { ...png, fileName: 'b.png' } };
		const parameters = {
			...sendText(desktop.chat(ANNA).id, every(0.3, 'chat')),
			attachments: { values: [{ binaryPropertyName: 'a,b' }] },
		};
		await runBeeper(desktop, parameters, { items: [{ json: { text: '' }, binary: files }] });
		expect(gaps(desktop)).toEqual([expect.any(Number)]);
		expect(gaps(desktop)[0]).toBeGreaterThanOrEqual(295);
	});

	test('cancelling the execution ends the wait', async () => {
		await using desktop = await start();
		const stop = new AbortController();
		const items = to(desktop, [ANNA, ANNA, ANNA]);
		const running = runBeeper(desktop, sendText('={{ $json.chat }}', every(HOUR, 'chat')), {
			items,
			signal: stop.signal,
		});
		await desktop.waitForRequest(SEND);
		stop.abort();
		expect((await running).status).toBe('canceled');
		expect(sendsOf(desktop)).toHaveLength(1);
	});

	test('a failure in another chat ends the wait, and nothing more is sent', async () => {
		await using desktop = await start();
		const items = to(desktop, [ANNA, ANNA, BERT, BERT]);
		desktop.latency(100, { route: ({ params }) => params.chatID === desktop.chat(BERT).id });
		desktop.failNext(({ params }) => params.chatID === desktop.chat(BERT).id, { status: 400 });
		const parameters = sendText('={{ $json.chat }}', every(HOUR, 'chat'));
		const result = await runBeeper(desktop, parameters, { items });
		expect(result.error?.message).toBe('Beeper refused the input');
		expect(sendsOf(desktop).map(({ body }) => body)).toEqual([{ text: '0' }, { text: '2' }]);
	});

	test('a time that is no number is an error before anything is sent', async () => {
		await using desktop = await start();
		const parameters = sendText(desktop.chat(ANNA).id, {
			pacing: { values: { seconds: '={{ "a bit" }}' } },
		});
		const result = await runBeeper(desktop, parameters, { items: to(desktop, [ANNA]) });
		expect(result.error?.message).toBe("'At Least (Seconds)' is not a number of seconds");
		expect(desktop.requests).toEqual([]);
	});
});
