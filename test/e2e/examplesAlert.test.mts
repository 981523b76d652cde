import { randomUUID } from 'node:crypto';
import type { Desktop } from '../double/driver.mts';
import { start } from '../double/start.mts';
import type { Message } from '../double/wire/models.mts';
import type { Recorded } from '../double/http/ledger.mts';
import type { Result } from '../engine/result.mts';
import { N8n, until } from '../n8n/index.mts';
import { example } from './example.mts';
import { beeperCredential, byID } from './given.mts';

let n8n: N8n;
beforeAll(async () => {
	n8n = await N8n.start();
});
afterAll(async () => await n8n[Symbol.asyncDispose]());

const SEND = 'POST /v1/chats/{chatID}/messages';
const NOTE = 'Note to self';
const [WHATSAPP, TELEGRAM, SIGNAL] = ['Mara Lindqvist', 'Tom Okafor', 'Priya Nair'];
const ALERT = 'The shop is down';

interface Chosen {
	workflow: string;
	webhook: string;
}

/** The example with the chats and the path that its note tells the user to choose, and so many seconds for each. */
async function chosen(desktop: Desktop, waitSeconds = 30): Promise<Chosen> {
	const chat = (title: string) => ({ chatID: byID(desktop.chat(title).id) });
	const path = randomUUID();
	const settings = {
		'Something is wrong': { path },
		'First choice': chat(WHATSAPP),
		'Second choice': chat(TELEGRAM),
		'Third choice': chat(SIGNAL),
		'Tell me': chat(NOTE),
		'Send, wait for delivery': { 'options.waitSeconds': waitSeconds },
	};
	const workflow = await n8n.addWorkflow(example('alert-first-network', settings), [
		await beeperCredential(n8n, desktop),
	]);
	return { workflow, webhook: `${n8n.url}/webhook/${path}` };
}

/** What monitoring does: calls the webhook of the published workflow. */
async function raise({ workflow, webhook }: Chosen): Promise<Result> {
	await n8n.publish(workflow);
	const call = async () =>
		await fetch(webhook, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ text: ALERT }),
		});
	// n8n has it a moment after the workflow is published.
	const { status } = await until('the webhook', async () => {
		const response = await call();
		return response.status !== 404 && response;
	});
	expect(status).toBe(200);
	return await n8n.execution(workflow);
}

/** Who was sent the alert, in this order, and what became of it. */
const alerts = (desktop: Desktop) =>
	[WHATSAPP, TELEGRAM, SIGNAL].flatMap((title) =>
		desktop
			.messages(title)
			.filter(({ text }) => text === ALERT)
			.map(({ sendStatus }) => [title, sendStatus?.status]),
	);

const note = (desktop: Desktop) => desktop.messages(NOTE).at(-1)!.text;

/** Whether a request sends to the chat with this title. */
const sendsTo =
	(desktop: Desktop, title: string) =>
	({ route, params }: Recorded) =>
		route === SEND && params.chatID === desktop.chat(title).id;

test('the first network delivers: one message, and a note of it', async () => {
	await using desktop = await start();
	const result = await raise(await chosen(desktop));

	expect(result.error).toBeUndefined();
	expect(alerts(desktop)).toEqual([[WHATSAPP, 'SUCCESS']]);
	expect(note(desktop)).toContain(`✅ ${WHATSAPP} got the alert on WhatsApp`);
	expect(note(desktop)).toContain(ALERT);
	const outcome = { delivered: true, network: 'WhatsApp', chat: WHATSAPP, text: ALERT };
	expect(result.json('Outcome')).toEqual([outcome]);
});

test('the first network refuses it, the second delivers, the third is not asked', async () => {
	await using desktop = await start();
	desktop.failSend({ reason: 'bridge_unavailable' });
	const result = await raise(await chosen(desktop));

	expect(result.error).toBeUndefined();
	expect(alerts(desktop)).toEqual([
		[WHATSAPP, 'FAIL_PERMANENT'],
		[TELEGRAM, 'SUCCESS'],
	]);
	expect(note(desktop)).toContain(`✅ ${TELEGRAM} got the alert on Telegram`);
	expect(result.json('Outcome')).toMatchObject([{ delivered: true, network: 'Telegram' }]);
});

test('the first network takes it and delivers it nowhere in time: the second is tried', async () => {
	await using desktop = await start();
	desktop.neverDeliver();
	const workflow = await chosen(desktop, 3);
	const telegram = desktop.chat(TELEGRAM).id;
	const isSecond = ({ chatID }: Message) => chatID === telegram;
	const [result] = await Promise.all([
		raise(workflow),
		desktop.waitForMessage(isSecond, { timeoutMs: 60_000 }).then(() => desktop.neverDeliver(false)),
	]);

	expect(result.json('Outcome')).toMatchObject([{ delivered: true, network: 'Telegram' }]);
	expect(alerts(desktop).map(([title]) => title)).toEqual([WHATSAPP, TELEGRAM]);
});

test('a chat that is gone, and a Beeper that does not take it, are no end of it', async () => {
	await using desktop = await start();
	const workflow = await chosen(desktop);
	desktop.me.deletesChat(WHATSAPP);
	desktop.failNext(sendsTo(desktop, TELEGRAM), { status: 500, times: 5 });
	const result = await raise(workflow);

	expect(result.json('Outcome')).toMatchObject([{ delivered: true, network: 'Signal' }]);
	expect(note(desktop)).toContain(`✅ ${SIGNAL} got the alert on Signal`);
});

test('none delivers: each is tried once, and the note says so', async () => {
	await using desktop = await start();
	for (let times = 0; times < 3; times++) desktop.failSend();
	const result = await raise(await chosen(desktop));

	expect(result.error).toBeUndefined();
	expect(alerts(desktop).map(([title]) => title)).toEqual([WHATSAPP, TELEGRAM, SIGNAL]);
	expect(note(desktop)).toContain('⚠️ Nobody got the alert. Tried: WhatsApp, Telegram, Signal');
	expect(result.json('Outcome')).toMatchObject([{ delivered: false, network: '', text: ALERT }]);
});

test('"Try it" says that it is a test', async () => {
	await using desktop = await start();
	const result = await n8n.run((await chosen(desktop)).workflow, 'Try it');

	expect(result.error).toBeUndefined();
	expect(desktop.messages(WHATSAPP).at(-1)!.text).toBe('This is a test of the alert.');
	expect(result.json('Outcome')).toMatchObject([{ delivered: true, network: 'WhatsApp' }]);
});
