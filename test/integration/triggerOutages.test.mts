import { start } from '../double/start.mts';
import type { activate } from '../engine/index.mts';
import { byID, credentialFor, FRIEND, itemsOf, runBeeper, sendText } from './given.mts';
import { both, emitted, listening, received, triggered } from './triggered.mts';
import { inFastTime } from './time.mts';

inFastTime();

/** Somebody who has never written. */
const STRANGER = {
	id: '!stranger:beeper.com',
	type: 'single' as const,
	title: 'Nobody Known',
	participants: [{ id: '@nobody:beeper.local', fullName: 'Nobody Known' }],
};

type Active = Awaited<ReturnType<typeof activate>>;

const texts = (active: Active) => emitted(active).map(({ plainText }) => plainText);

const until = async (active: Active, text: string, timeoutMs = 8_000) =>
	await active.emitted.wait(({ items }) => items[0][0].json.plainText === text, timeoutMs);

const GET_CHAT = 'GET /v1/chats/{chatID}';
const GET_MESSAGE = 'GET /v1/chats/{chatID}/messages/{messageID}';
const SEND = 'POST /v1/chats/{chatID}/messages';

describe('a trigger goes on', () => {
	test('when n8n cannot read the credential for a while', async () => {
		await using desktop = await start();
		const credentials = credentialFor(desktop);
		const { beeperApi } = credentials;
		await using active = await listening(desktop, triggered(both), { credentials });
		delete (credentials as Partial<typeof credentials>).beeperApi;
		desktop.friend(FRIEND).writes('meanwhile');
		desktop.me.writes(FRIEND, 'and mine');
		await until(active, 'and mine');
		credentials.beeperApi = beeperApi;
		desktop.friend(FRIEND).writes('afterwards');
		await until(active, 'afterwards');
		expect(texts(active)).toEqual(['meanwhile', 'and mine', 'afterwards']);
		expect(active.failedExecutions.all).toEqual([]);
		expect(desktop.sockets).toBe(1);
	});

	test('with a token that was pasted with a line break, and never logs a token', async () => {
		await using desktop = await start({ token: 'canary-oneand-two' });
		const credentials = {
			beeperApi: { baseUrl: desktop.url, accessToken: 'canary-one\nand-two' },
		};
		await using active = await listening(desktop, triggered(received), { credentials });
		desktop.friend(FRIEND).writes('connected');
		await until(active, 'connected');
		expect(JSON.stringify(active.logs)).not.toContain('canary');
	});

	test('when Beeper cannot give a message: it comes later', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, triggered(received));
		desktop.withoutEntries();
		for (let i = 0; i < 3; i++) desktop.failNext(GET_MESSAGE, { status: 500 });
		desktop.friend(FRIEND).writes('nearly lost');
		await until(active, 'nearly lost', 15_000);
	}, 20_000);

	test('when Beeper answers nonsense about a message', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, triggered(received));
		desktop.withoutEntries();
		desktop.failNext(GET_MESSAGE, { status: 200, body: null });
		desktop.friend(FRIEND).writes('asked for twice');
		await until(active, 'asked for twice');
		expect(active.failedExecutions.all).toEqual([]);
	});

	test('when Beeper cannot give the chat, and does not ask at every message', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, triggered(received));
		for (let i = 0; i < 20; i++) desktop.failNext(GET_CHAT, { status: 500 });
		desktop.clearRequests();
		// Not in any list so far.
		const chat = desktop.addChat({ ...STRANGER, accountID: desktop.chat(FRIEND).accountID });
		for (let i = 0; i < 10; i++) desktop.friend('Nobody Known', chat.id).writes(`${i}`);
		await until(active, '9');
		expect(desktop.requests.filter(({ route }) => route === GET_CHAT)).toHaveLength(1);
	});
});

describe('what the Beeper node sends is never taken for typed by a person', () => {
	test('on a Beeper that cannot follow sends', async () => {
		await using desktop = await start({ version: '4.2.557', resolveAfterMs: 50 });
		await using active = await listening(desktop, triggered(both));
		const { id } = desktop.chat(FRIEND);
		await runBeeper(desktop, sendText(id), { items: itemsOf([{ text: 'sent by n8n' }]) });
		desktop.me.writes(FRIEND, 'typed by me');
		await until(active, 'typed by me');
		expect(texts(active)).toEqual(['typed by me']);
	});

	test('when Beeper did not confirm the send', async () => {
		await using desktop = await start({ resolveAfterMs: 50 });
		await using active = await listening(desktop, triggered(both));
		const { id } = desktop.chat(FRIEND);
		desktop.failNext(SEND, { status: 500, afterHandling: true });
		const run = await runBeeper(desktop, sendText(id), {
			items: itemsOf([{ text: 'maybe sent' }]),
		});
		expect(run.error?.message).toMatch('may have gone out');
		await desktop.waitForMessage();
		desktop.me.writes(FRIEND, 'typed by me');
		await until(active, 'typed by me');
		expect(texts(active)).toEqual(['typed by me']);
	});

	test('by any of several triggers, also a first message, also under another spelling of the address', async () => {
		await using desktop = await start({ resolveAfterMs: 50 });
		await using first = await listening(desktop, triggered(both));
		await using second = await listening(desktop, triggered(both));
		const { accountID, participants } = desktop.chat(FRIEND);
		const friend = participants.items.find(({ isSelf }) => !isSelf);
		const spelled = { url: desktop.url.replace('127.0.0.1', 'localhost'), token: desktop.token };
		const run = await runBeeper(spelled, {
			resource: 'chat',
			operation: 'start',
			accountID: byID(accountID),
			findBy: 'phoneNumber',
			phoneNumber: friend?.phoneNumber ?? '',
			options: { messageText: 'hello from n8n' },
		});
		expect(run.error).toBeUndefined();
		await desktop.waitForMessage();
		desktop.me.writes(FRIEND, 'typed by me');
		for (const active of [first, second]) {
			await until(active, 'typed by me');
			expect(texts(active)).toEqual(['typed by me']);
		}
	});
});

describe('a send holds up no other chat', () => {
	test('while it waits for its turn', async () => {
		await using desktop = await start({ resolveAfterMs: 50 });
		await using active = await listening(desktop, triggered(both));
		const { id } = desktop.chat(FRIEND);
		desktop.failNext(SEND, { status: 429, retryAfter: 4 });
		const sending = runBeeper(desktop, sendText(id), { items: itemsOf([{ text: 'slow' }]) });
		await desktop.waitForRequest(SEND);
		desktop.me.writes('Priya Nair', 'typed in another chat');
		desktop.friend('Tom Okafor').writes('urgent');
		await until(active, 'urgent');
		// Not after the second try, which follows four seconds later.
		expect(desktop.requests.filter(({ route }) => route === SEND)).toHaveLength(1);
		await sending;
	});

	test('when the network has refused it', async () => {
		await using desktop = await start({ resolveAfterMs: 50 });
		await using active = await listening(desktop, triggered(both));
		desktop.failSend({ status: 'FAIL_PERMANENT' });
		const parameters = sendText(desktop.chat(FRIEND).id, { waitUntil: 'accepted' });
		await runBeeper(desktop, parameters, { items: itemsOf([{ text: 'refused' }]) });
		for (let i = 0; i < 3; i++) desktop.me.writes(FRIEND, `typed ${i}`);
		desktop.friend('Priya Nair').writes('urgent');
		await until(active, 'urgent');
		await until(active, 'typed 2');
		expect(texts(active).filter((text) => text !== 'urgent')).toEqual([
			'typed 0',
			'typed 1',
			'typed 2',
		]);
	});
});
