import { start } from '../double/start.mts';
import { FRIEND, itemsOf, runBeeper, sendText } from './given.mts';
import { inFastTime } from './time.mts';

inFastTime();

const RETRIEVE = 'GET /v1/chats/{chatID}/messages/{messageID}';

const hello = itemsOf([{ text: 'hello' }]);

describe('waiting for a message to get there', () => {
	test('gives the whole message, as the API has it', async () => {
		await using desktop = await start();
		const { id } = desktop.chat(FRIEND);
		const result = await runBeeper(desktop, sendText(id), { items: hello });
		const [output] = result.json('Beeper');
		expect(output).toMatchObject({ isPending: false, isTimedOut: false, isRepeat: false });
		expect(output.message).toEqual(desktop.messages(id).at(-1));
	});

	test('"Delivered" waits until the network says so', async () => {
		await using desktop = await start({ resolveAfterMs: 20 });
		desktop.neverDeliver();
		const { id } = desktop.chat(FRIEND);
		const running = runBeeper(desktop, sendText(id, { waitUntil: 'delivered', waitSeconds: 50 }), {
			items: hello,
		});
		await desktop.waitForMessage();
		const now = performance.timeOrigin + performance.now();
		// A look that sees it sent, and goes on.
		await desktop.waitForRequest(RETRIEVE, ({ startedAt }) => startedAt > now);
		desktop.neverDeliver(false);
		const [output] = (await running).json('Beeper');
		expect(output).toMatchObject({ isDelivered: true, isTimedOut: false, sendStatus: 'SUCCESS' });
		expect(output.message).toMatchObject({
			sendStatus: { deliveredToUsers: [desktop.friend(FRIEND).id] },
		});
	});

	test('who has seen it has got it, where the network tells that alone', async () => {
		await using desktop = await start({ resolveAfterMs: 20, deliveryFrame: false });
		const { id } = desktop.chat(FRIEND);
		const seen = { status: 200, body: {} };
		desktop.failNext(RETRIEVE, { status: 404 });
		desktop.failNext(RETRIEVE, {
			...seen,
			body: { id: '1', chatID: id, seen: { [desktop.friend(FRIEND).id]: true } },
		});
		const parameters = sendText(id, { waitUntil: 'delivered' });
		const result = await runBeeper(desktop, parameters, { items: hello });
		expect(result.json('Beeper')[0]).toMatchObject({ isDelivered: true, messageID: '1' });
	});

	test('what was sent, but not delivered in time, is said', async () => {
		await using desktop = await start({ resolveAfterMs: 20, deliveryFrame: false });
		const { id } = desktop.chat(FRIEND);
		const parameters = sendText(id, { waitUntil: 'delivered', waitSeconds: 1 });
		const result = await runBeeper(desktop, parameters, { items: hello });
		expect(result.json('Beeper')).toEqual([
			expect.objectContaining({
				messageID: desktop.messages(id).at(-1)?.id,
				sendStatus: 'SUCCESS',
				isPending: false,
				isTimedOut: true,
				// The network says nothing about it: neither yes nor no.
				isDelivered: null,
			}),
		]);
	});

	test('each file is waited for', async () => {
		await using desktop = await start({ resolveAfterMs: [20, 200] });
		const { id } = desktop.chat(FRIEND);
		const png = { data: 'iVBORw0KGgo=', mimeType: 'image/png' };
		const items = [
			{
				json: { text: 'two' },
				binary: { a: { ...png, fileName: 'a.png' }, b: { ...png, fileName: 'b.png' } },
			},
		];
		const parameters = {
			...sendText(id, { waitUntil: 'delivered' }),
			attachments: { values: [{ binaryPropertyName: 'a,b' }] },
		};
		const result = await runBeeper(desktop, parameters, { items });
		const sent = desktop.messages(id).slice(-2);
		expect(result.json('Beeper')[0].messages).toMatchObject(
			sent.map((message) => ({ messageID: message.id, isDelivered: true, message })),
		);
	});

	test('a long wait looks more and more seldom', async () => {
		await using desktop = await start();
		desktop.neverResolve();
		const { id } = desktop.chat(FRIEND);
		const parameters = sendText(id, { waitSeconds: 300 });
		const result = await runBeeper(desktop, parameters, { items: hello });
		expect(result.json('Beeper')[0]).toMatchObject({ isPending: true, isTimedOut: true });
		const looks = desktop.requests.filter(({ route }) => route === RETRIEVE).length;
		expect(looks).toBeGreaterThan(20);
		expect(looks).toBeLessThan(100);
	});
});

describe('"If Time Runs Out" is set to fail', () => {
	const failing = { onTimeout: 'fail', waitSeconds: 1 };

	test('a message that is still on its way is an error, and nothing more is sent', async () => {
		await using desktop = await start();
		desktop.neverResolve();
		const [first, second] = [desktop.chat(FRIEND).id, desktop.chat('Priya Nair').id];
		const items = itemsOf([
			{ text: 'a', chat: first },
			{ text: 'b', chat: second },
		]);
		const result = await runBeeper(desktop, sendText('={{ $json.chat }}', failing), { items });
		expect(result.error).toMatchObject({
			message: 'The message is still on its way after a second',
			description: expect.stringContaining('look in the chat before you send it again'),
		});
	});

	test('so is one that is not delivered; one that is, is none', async () => {
		await using desktop = await start({ resolveAfterMs: 20 });
		const { id } = desktop.chat(FRIEND);
		const parameters = sendText(id, { ...failing, waitUntil: 'delivered' });
		const delivered = await runBeeper(desktop, parameters, { items: hello });
		expect(delivered.error).toBeUndefined();
		desktop.neverDeliver();
		const result = await runBeeper(desktop, parameters, { items: hello });
		expect(result.error?.message).toBe('The message is not delivered after a second');
	});

	test('a Beeper that cannot say is an error, and says which can', async () => {
		await using desktop = await start({ version: '4.2.557' });
		const { id } = desktop.chat(FRIEND);
		const result = await runBeeper(desktop, sendText(id, failing), { items: hello });
		expect(result.error).toMatchObject({
			message: 'The message was sent, but this Beeper cannot say what became of it',
			description: expect.stringContaining('4.2.808 or newer'),
		});
		const relaxed = await runBeeper(desktop, sendText(id), { items: hello });
		expect(relaxed.json('Beeper')[0]).toMatchObject({ isPending: true, isTimedOut: false });
	});

	test('"Accepted by Beeper" waits for nothing, so nothing runs out', async () => {
		await using desktop = await start();
		desktop.neverResolve();
		const { id } = desktop.chat(FRIEND);
		const parameters = sendText(id, { ...failing, waitUntil: 'accepted' });
		expect((await runBeeper(desktop, parameters, { items: hello })).error).toBeUndefined();
	});
});

test('a time limit that is no number is an error before anything is sent', async () => {
	await using desktop = await start();
	const parameters = sendText(desktop.chat(FRIEND).id, { waitSeconds: '={{ "soon" }}' });
	const result = await runBeeper(desktop, parameters, { items: hello });
	expect(result.error?.message).toBe("'Wait at Most (Seconds)' is not a number of seconds");
	expect(desktop.requests).toEqual([]);
});
