import type { INode, INodeParameters } from 'n8n-workflow';
import type { Desktop } from '../double/driver.mts';
import { start } from '../double/start.mts';
import {
	loadPackage,
	packageFolder,
	runTool,
	runWorkflow,
	storeBinary,
	WaitingServer,
	type WorkflowFile,
} from '../engine/index.mts';
import { askingIn, stopWaiting } from './asked.mts';
import { byID, credentialFor, FRIEND, itemsOf, runBeeper, sendText } from './given.mts';
import { inFastTime } from './time.mts';

inFastTime();

const SEND = 'POST /v1/chats/{chatID}/messages';
const UPLOAD = 'POST /v1/assets/upload';
const RETRIEVE = 'GET /v1/chats/{chatID}/messages/{messageID}';
const LIST = 'GET /v1/chats/{chatID}/messages';

/** n8n's own "Retry On Fail". */
const retrying: Partial<INode> = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };

const abc = itemsOf(['a', 'b', 'c'].map((text) => ({ text })));

/** The texts that were added to the chat since `start` looked. */
function added(desktop: Desktop, chat = FRIEND) {
	const before = desktop.messages(chat).length;
	return () =>
		desktop
			.messages(chat)
			.slice(before)
			.map(({ text, attachments }) => attachments?.[0].fileName ?? text);
}

/** Lets the nth send fail. */
function failSend(desktop: Desktop, nth: number, fault: Parameters<Desktop['failNext']>[1]) {
	let sends = 0;
	desktop.failNext(
		({ method, url }) => method === 'POST' && url.endsWith('/messages') && ++sends === nth,
		fault,
	);
}

/** The connection breaks; Beeper has the message, or has it not. */
const LOST_AFTER = { reset: true, afterHandling: true };
const LOST_BEFORE = { reset: true };

describe('a node that n8n runs again', () => {
	test('sends nothing twice, and gives every item', async () => {
		await using desktop = await start({ resolveAfterMs: 20 });
		const texts = added(desktop);
		failSend(desktop, 3, { status: 400 });
		const { id } = desktop.chat(FRIEND);
		const result = await runBeeper(desktop, sendText(id), { items: abc, node: retrying });
		expect(result.error).toBeUndefined();
		expect(texts()).toEqual(['a', 'b', 'c']);
		const output = result.json('Beeper');
		expect(output.map(({ plainText, isRepeat }) => [plainText, isRepeat])).toEqual([
			['a', true],
			['b', true],
			['c', false],
		]);
		expect(output.map(({ messageID }) => messageID)).toEqual(
			desktop
				.messages(id)
				.slice(-3)
				.map((message) => message.id),
		);
	});

	test('so it is with "continue on fail", where n8n looks at the first item', async () => {
		await using desktop = await start({ resolveAfterMs: 20 });
		const texts = added(desktop);
		failSend(desktop, 1, { status: 400 });
		const node = { ...retrying, onError: 'continueRegularOutput' as const };
		const result = await runBeeper(desktop, sendText(desktop.chat(FRIEND).id), {
			items: abc,
			node,
		});
		expect(texts()).toEqual(['b', 'c', 'a']);
		expect(result.json('Beeper').map(({ isRepeat }) => isRepeat)).toEqual([false, true, true]);
	});

	test.each([
		['is listed while it is pending', true],
		['is listed only when it is final', false],
	])('finds a message whose outcome was lost in the chat; it %s', async (_, pendingVisible) => {
		await using desktop = await start({ pendingVisible, resolveAfterMs: 4_000 });
		const texts = added(desktop);
		failSend(desktop, 1, LOST_AFTER);
		const { id } = desktop.chat(FRIEND);
		const result = await runBeeper(desktop, sendText(id), { items: abc, node: retrying });
		expect(result.error).toBeUndefined();
		expect(texts()).toEqual(['a', 'b', 'c']);
		expect(result.json('Beeper').map(({ isRepeat, isPending }) => [isRepeat, isPending])).toEqual([
			[true, false],
			[false, false],
			[false, false],
		]);
		expect(result.json('Beeper')[0].messageID).toBe(desktop.messages(id).at(-3)?.id);
	});

	test.each([
		['Markdown', '**Hi** [you](https://example.com/a_b), `x` & <y>'],
		['HTML', JSON.stringify('<p>Hi <b>you</b></p>')],
		['an emoji', '👍'],
	])('knows %s by what comes back', async (_, text) => {
		await using desktop = await start({ resolveAfterMs: 20 });
		const before = desktop.messages(FRIEND).length;
		failSend(desktop, 1, LOST_AFTER);
		const items = itemsOf([{ text }]);
		const parameters = sendText(desktop.chat(FRIEND).id);
		const result = await runBeeper(desktop, parameters, { items, node: retrying });
		expect(result.json('Beeper')).toMatchObject([{ isRepeat: true, isPending: false }]);
		expect(desktop.messages(FRIEND)).toHaveLength(before + 1);
	});

	test('sends what did not go out, though the same text stands in the chat', async () => {
		await using desktop = await start({ resolveAfterMs: 20 });
		desktop.friend(FRIEND).writes('pong');
		const texts = added(desktop);
		failSend(desktop, 2, LOST_BEFORE);
		const items = itemsOf([{ text: 'pong' }, { text: 'pong' }]);
		const parameters = sendText(desktop.chat(FRIEND).id, { waitUntil: 'accepted' });
		const result = await runBeeper(desktop, parameters, { items, node: retrying });
		expect(result.error).toBeUndefined();
		// The first one, final by now under an ID nobody gave, is not taken for the second.
		expect(texts()).toEqual(['pong', 'pong']);
		expect(result.json('Beeper').map(({ isRepeat }) => isRepeat)).toEqual([true, false]);
	});

	test('finds the one that went out, however often the answer is lost', async () => {
		await using desktop = await start({ resolveAfterMs: 20 });
		const texts = added(desktop);
		desktop.failNext(SEND, LOST_BEFORE);
		desktop.failNext(SEND, LOST_AFTER);
		const node = { ...retrying, maxTries: 3 };
		const items = itemsOf([{ text: 'once' }]);
		const result = await runBeeper(desktop, sendText(desktop.chat(FRIEND).id), { items, node });
		expect(result.json('Beeper')).toMatchObject([{ isRepeat: true, isPending: false }]);
		expect(texts()).toEqual(['once']);
	});

	test('finds it in an older Beeper, too', async () => {
		await using desktop = await start({ version: '4.2.557', resolveAfterMs: 20 });
		const texts = added(desktop);
		failSend(desktop, 1, LOST_AFTER);
		const parameters = sendText(desktop.chat(FRIEND).id);
		const items = itemsOf([{ text: 'old & true' }]);
		const result = await runBeeper(desktop, parameters, { items, node: retrying });
		expect(result.json('Beeper')).toMatchObject([{ isRepeat: true, isPending: false }]);
		expect(texts()).toHaveLength(1);
	});

	test('goes on waiting for a message that was not confirmed in time, and does not repeat it', async () => {
		await using desktop = await start();
		const texts = added(desktop);
		desktop.neverResolve();
		const { id } = desktop.chat(FRIEND);
		const running = runBeeper(desktop, sendText(id, { waitSeconds: 1, onTimeout: 'fail' }), {
			items: itemsOf([{ text: 'slow' }]),
			node: retrying,
		});
		// Three looks fit into a second: the fourth is the second try's.
		for (let look = 0; look < 4; look++) await desktop.waitForRequest(RETRIEVE);
		desktop.neverResolve(false);
		const [output] = (await running).json('Beeper');
		expect(output).toMatchObject({ isRepeat: true, isPending: false, isTimedOut: false });
		expect(texts()).toEqual(['slow']);
	});

	test('asks a question once, and waits for its answer', async () => {
		await using desktop = await start({ resolveAfterMs: 20 });
		await using n8n = await WaitingServer.start();
		const texts = added(desktop);
		failSend(desktop, 1, LOST_AFTER);
		const file = askingIn(desktop, n8n, { message: 'Shall I?' });
		Object.assign(file.nodes[1], retrying);
		const waiting = await runWorkflow(file, { credentials: credentialFor(desktop) });
		expect(waiting.status).toBe('waiting');
		expect(texts()).toEqual([expect.stringContaining('Shall I?')]);
		expect(waiting.json('Beeper')[0].messageID).toBe(desktop.messages(FRIEND).at(-1)?.id);
		await stopWaiting();
	});

	test('sends nothing when Beeper cannot be asked', async () => {
		await using desktop = await start({ resolveAfterMs: 20 });
		const texts = added(desktop);
		failSend(desktop, 1, LOST_AFTER);
		desktop.failNext(LIST, { status: 400, times: 9 });
		const parameters = sendText(desktop.chat(FRIEND).id);
		const result = await runBeeper(desktop, parameters, { items: abc, node: retrying });
		expect(result.error).toMatchObject({
			message: 'The message may have gone out before, and Beeper cannot be asked',
			description: expect.stringContaining('It was not sent again'),
		});
		expect(texts()).toEqual(['a']);
	});

	test('sends again what the network refused', async () => {
		await using desktop = await start({ resolveAfterMs: 20 });
		desktop.failSend({ status: 'FAIL_RETRIABLE' });
		const { id } = desktop.chat(FRIEND);
		const items = itemsOf([{ text: 'again' }]);
		const result = await runBeeper(desktop, sendText(id), { items, node: retrying });
		expect(result.json('Beeper')).toMatchObject([{ sendStatus: 'SUCCESS', isRepeat: false }]);
		expect(
			desktop
				.messages(id)
				.slice(-2)
				.map(({ sendStatus }) => sendStatus?.status),
		).toEqual(['FAIL_RETRIABLE', 'SUCCESS']);
	});

	test('looks in the parts of a merged chat, which has no messages of its own', async () => {
		await using desktop = await start({ resolveAfterMs: 20 });
		const part = desktop.chat(FRIEND);
		const merged = desktop.addChat({
			id: '!merged:beeper.com',
			title: 'Mara everywhere',
			accountID: part.accountID,
			type: 'single',
			participants: [],
		});
		// The newest Beepers have it, the official client's types do not.
		desktop.me.changes(merged.id, { merge: { chatIDs: [part.id] } } as object);
		failSend(desktop, 1, LOST_BEFORE);
		const running = runBeeper(desktop, sendText(merged.id), {
			items: itemsOf([{ text: 'routed' }]),
			node: retrying,
		});
		await desktop.waitForRequest(SEND);
		const { id } = desktop.me.writes(part.id, 'routed');
		expect((await running).json('Beeper')).toMatchObject([
			{ isRepeat: true, messageID: id, chatID: part.id },
		]);
	});
});

describe('several files', () => {
	const image = async (fileName: string) =>
		await storeBinary(Buffer.from(fileName.repeat(9)), { mimeType: 'image/png', fileName });

	async function sendThree(desktop: Desktop) {
		const binary = { a: await image('1.png'), b: await image('2.png'), c: await image('3.png') };
		const parameters: INodeParameters = {
			...sendText(desktop.chat(FRIEND).id),
			attachments: { values: [{ binaryPropertyName: 'a,b,c' }] },
		};
		const items = [{ json: { text: 'Three' }, binary }];
		return await runBeeper(desktop, parameters, { items, node: retrying });
	}

	test.each([
		['was refused', { status: 400 }, 2],
		['was sent, but that was lost', LOST_AFTER, 3],
	])('go on after the last that went out; the second %s', async (_, fault, uploads) => {
		await using desktop = await start({ resolveAfterMs: 20 });
		const names = added(desktop);
		failSend(desktop, 2, fault);
		const result = await sendThree(desktop);
		expect(result.error).toBeUndefined();
		expect(names()).toEqual(['1.png', '2.png', '3.png']);
		expect(desktop.messages(FRIEND).at(-3)?.text).toBe('Three');
		const [{ messages }] = result.json('Beeper') as [{ messages: Array<{ isRepeat: boolean }> }];
		expect(messages.map(({ isRepeat }) => isRepeat)).toEqual([true, uploads === 3, false]);
	});

	test('go on after an upload that failed', async () => {
		await using desktop = await start({ resolveAfterMs: 20 });
		const names = added(desktop);
		let uploads = 0;
		desktop.failNext(({ url }) => url.includes('/upload') && ++uploads === 3, { status: 400 });
		await sendThree(desktop);
		expect(names()).toEqual(['1.png', '2.png', '3.png']);
		expect(desktop.requests.filter(({ route }) => route === UPLOAD)).toHaveLength(4);
	});
});

describe('a failed execution that a person has n8n run again', () => {
	const run = async (desktop: Desktop, mode: 'retry' | 'trigger') =>
		await runBeeper(desktop, sendText(desktop.chat(FRIEND).id), {
			items: abc,
			mode,
			startNode: 'Beeper',
		});

	test('goes on where it had failed', async () => {
		await using desktop = await start({ resolveAfterMs: 20 });
		const texts = added(desktop);
		failSend(desktop, 3, { status: 400 });
		expect((await run(desktop, 'trigger')).status).toBe('error');
		const result = await run(desktop, 'retry');
		expect(texts()).toEqual(['a', 'b', 'c']);
		expect(result.json('Beeper').map(({ isRepeat }) => isRepeat)).toEqual([true, true, false]);
	});

	test('what another execution has sent is no repeat', async () => {
		await using desktop = await start({ resolveAfterMs: 20 });
		const texts = added(desktop);
		await run(desktop, 'trigger');
		await run(desktop, 'trigger');
		await run(desktop, 'retry');
		expect(texts()).toHaveLength(9);
	});
});

describe('a key', () => {
	const keyed = async (
		desktop: Desktop,
		key: string,
		text: string,
		options: Parameters<typeof runBeeper>[2] = {},
	) => {
		const parameters = sendText(desktop.chat(FRIEND).id, { idempotencyKey: key });
		const result = await runBeeper(desktop, parameters, { items: itemsOf([{ text }]), ...options });
		expect(result.error).toBeUndefined();
		return result.json('Beeper')[0];
	};

	test('sends once, in whichever execution and whatever the text', async () => {
		await using desktop = await start({ resolveAfterMs: 20 });
		const texts = added(desktop);
		const first = await keyed(desktop, 'order-1', 'Shipped');
		const second = await keyed(desktop, 'order-1', 'Shipped at 10:04');
		expect(second).toMatchObject({ messageID: first.messageID, isRepeat: true });
		await keyed(desktop, 'order-2', 'Shipped');
		expect(texts()).toEqual(['Shipped', 'Shipped']);
	});

	test('counts for one node and one chat', async () => {
		await using desktop = await start({ resolveAfterMs: 20 });
		const texts = added(desktop);
		await keyed(desktop, 'order-1', 'Paid', { node: { id: 'paid' } });
		await keyed(desktop, 'order-1', 'Shipped', { node: { id: 'shipped' } });
		expect(texts()).toEqual(['Paid', 'Shipped']);
		const other = sendText(desktop.chat('Priya Nair').id, { idempotencyKey: 'order-1' });
		const result = await runBeeper(desktop, other, { items: itemsOf([{ text: 'Paid' }]) });
		expect(result.json('Beeper')[0]).toMatchObject({ isRepeat: false });
	});

	test('hides nothing of what is wrong: a chat that does not exist', async () => {
		await using desktop = await start();
		const parameters = sendText('!gone:beeper.com', { idempotencyKey: 'order-1' });
		const result = await runBeeper(desktop, parameters, { items: abc });
		expect(result.error?.message).toBe('Beeper cannot find this chat');
	});

	test('left empty is none', async () => {
		await using desktop = await start({ resolveAfterMs: 20 });
		const texts = added(desktop);
		await keyed(desktop, '={{ $json.missing }}', 'Hi');
		await keyed(desktop, ' ', 'Hi');
		expect(texts()).toEqual(['Hi', 'Hi']);
	});

	test('sends once in two executions at the same time', async () => {
		await using desktop = await start({ resolveAfterMs: 20 });
		const texts = added(desktop);
		desktop.latency(100, { route: SEND, of: 'answer' });
		const both = await Promise.all([
			keyed(desktop, 'order-3', 'Once'),
			keyed(desktop, 'order-3', 'Once'),
		]);
		expect(texts()).toEqual(['Once']);
		expect(both.map(({ isRepeat }) => isRepeat).sort()).toEqual([false, true]);
	});

	test('after a restart of n8n, the same text in the chat counts as sent', async () => {
		await using desktop = await start({ resolveAfterMs: 20 });
		const texts = added(desktop);
		const first = await keyed(desktop, 'order-4', 'Shipped **today**');
		const nodes = await loadPackage(packageFolder, { fresh: true });
		const again = await keyed(desktop, 'order-4', 'Shipped **today**', { nodes });
		expect(again).toMatchObject({ messageID: first.messageID, isRepeat: true, isPending: false });
		// A key of its own, but a text of this process: known to be another message.
		await keyed(desktop, 'order-5', 'Delivered', { nodes });
		await keyed(desktop, 'order-6', 'Delivered', { nodes });
		// Without a key nothing is looked for.
		const plain = sendText(desktop.chat(FRIEND).id);
		await runBeeper(desktop, plain, { items: itemsOf([{ text: 'Shipped **today**' }]), nodes });
		expect(texts()).toHaveLength(4);
	});
});

/** An agent's tool whose chat and text the model fills in. */
const tool = (node: Partial<INode> = {}): WorkflowFile => ({
	name: 'tool',
	nodes: [
		{
			id: 'tool',
			name: 'Send',
			type: 'n8n-nodes-beeper.beeperTool',
			typeVersion: 1,
			position: [0, 0],
			parameters: {
				resource: 'message',
				operation: 'send',
				chatID: byID("={{ $fromAI('Chat', '', 'string') }}"),
				text: "={{ $fromAI('Text', '', 'string') }}",
				options: {},
			},
			credentials: { beeperApi: { id: 'beeper', name: 'Beeper account' } },
			...node,
		},
	],
	connections: {},
});

describe.each(['invoke', 'request'] as const)('an AI tool, by %s', (way) => {
	const call = async (
		desktop: Desktop,
		{ node, times }: { node?: Partial<INode>; times?: number },
	) =>
		await runTool(
			tool(node),
			'Send',
			{ Chat: desktop.chat(FRIEND).id, Text: 'by a model' },
			{ way, times, credentials: credentialFor(desktop) },
		);

	test('called again with the same, sends once and says so', async () => {
		await using desktop = await start({ resolveAfterMs: 20 });
		const texts = added(desktop);
		const { error, response } = await call(desktop, { times: 2 });
		expect(error).toBeUndefined();
		expect(texts()).toEqual(['by a model']);
		expect(JSON.stringify(response)).toContain('isRepeat\\":true');
	});

	test('in another execution it is another message', async () => {
		await using desktop = await start({ resolveAfterMs: 20 });
		const texts = added(desktop);
		await call(desktop, {});
		await call(desktop, {});
		expect(texts()).toHaveLength(2);
	});

	test('that n8n calls again after a lost answer sends once', async () => {
		await using desktop = await start({ resolveAfterMs: 20 });
		const texts = added(desktop);
		failSend(desktop, 1, LOST_AFTER);
		const { error } = await call(desktop, { node: retrying });
		expect(error).toBeUndefined();
		expect(texts()).toEqual(['by a model']);
	});
});
