import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { start } from '../double/start.mts';
import { storeBinary } from '../engine/index.mts';
import { byID, FRIEND, itemsOf, runBeeper, sendText } from './given.mts';
import { inFastTime } from './time.mts';

inFastTime();

const SEND = 'POST /v1/chats/{chatID}/messages';
const hello = itemsOf([{ text: 'hello' }]);

/** Title and description as the user sees them. */
const shown = (error: { message: string; description?: string | null } | undefined) => ({
	title: error?.message,
	remedy: error?.description,
});

/** Something that is not Beeper, on a free port; it answers every request the same way. */
async function otherServer(status: number, body: string, headers = {}) {
	const server = createServer((_, response) => response.writeHead(status, headers).end(body));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		[Symbol.asyncDispose]: async () => void server.close(),
	};
}

describe('what a user reads when', () => {
	test('the token is wrong', async () => {
		await using desktop = await start();
		const { id } = desktop.chat(FRIEND);
		const wrong = { url: desktop.url, token: 'canary-wrong-token' };
		const result = await runBeeper(wrong, sendText(id), { items: hello });
		expect(shown(result.error)).toEqual({
			title: 'Beeper does not accept the access token',
			remedy: expect.stringMatching(
				/wrong, expired or revoked.*Approved connections.*'Access Token'/,
			),
		});
		expect(desktop.requests.map(({ status }) => status)).toEqual([401]);
	});

	test.each([401, 403] as const)(
		'the token may only read, refused with %i',
		async (readOnlyStatus) => {
			await using desktop = await start({ readOnlyStatus });
			const { id } = desktop.chat(FRIEND);
			const readOnly = { url: desktop.url, token: desktop.readOnlyToken };
			const result = await runBeeper(readOnly, sendText(id), { items: hello });
			expect(shown(result.error).remedy).toMatch(/'Allow sensitive actions' on/);
		},
	);

	test('the token may only read, and a file is to be uploaded', async () => {
		await using desktop = await start();
		const readOnly = { url: desktop.url, token: desktop.readOnlyToken };
		const data = await storeBinary(Buffer.from('file'), {
			mimeType: 'text/plain',
			fileName: 'a.txt',
		});
		const parameters = {
			...sendText(desktop.chat(FRIEND).id),
			attachments: { values: [{ binaryPropertyName: 'data' }] },
		};
		const result = await runBeeper(readOnly, parameters, {
			items: [{ json: {}, binary: { data } }],
		});
		expect(shown(result.error).remedy).toMatch(/'Allow sensitive actions' on/);
	});

	test('the app is not running', async () => {
		await using desktop = await start();
		const { id } = desktop.chat(FRIEND);
		await desktop.stop();
		const result = await runBeeper(desktop, sendText(id), { items: hello });
		expect(shown(result.error)).toEqual({
			title: `Beeper is not reachable at ${desktop.url}`,
			remedy: expect.stringMatching(
				/Start Beeper Desktop.*Docker.*host\.docker\.internal:23373.*Remote Access.*\[::1\]/,
			),
		});
	});

	test('the host does not exist', async () => {
		const nowhere = { url: 'http://no-such-host.invalid:23373', token: 't' };
		const result = await runBeeper(nowhere, sendText('c'), { items: hello });
		expect(shown(result.error).title).toBe(
			'There is no machine with the name in http://no-such-host.invalid:23373',
		);
	});

	test.each(['localhost:23373', 'not a url', 'http://'])('the base URL is %j', async (url) => {
		const result = await runBeeper({ url, token: 't' }, sendText('c'), { items: hello });
		expect(shown(result.error).title).toBe("'Base URL' of the credential is not a web address");
	});

	test('something else answers', async () => {
		await using other = await otherServer(404, '<html>nginx</html>');
		const result = await runBeeper({ url: other.url, token: 't' }, sendText('c'), { items: hello });
		expect(shown(result.error)).toEqual({
			title: 'Something other than Beeper answered',
			remedy: expect.stringContaining("Check 'Base URL' of the credential"),
		});
	});

	test.each([
		['message: send', sendText('c')],
		['message: search', { resource: 'message', operation: 'search', query: '', filters: {} }],
		['chat: archive', { resource: 'chat', operation: 'archive', chatID: byID('c') }],
	])('a web page answers with HTTP 200: %s', async (_, parameters) => {
		await using other = await otherServer(200, '<html>Welcome to nginx</html>');
		const result = await runBeeper({ url: other.url, token: 't' }, parameters, { items: hello });
		expect(shown(result.error).title).toBe('Something other than Beeper answered');
	});

	test.each([
		['message: search', { resource: 'message', operation: 'search', query: '', filters: {} }],
		['message: send', sendText('c')],
		['chat: archive', { resource: 'chat', operation: 'archive', chatID: byID('c') }],
	])('the address redirects: the token goes nowhere else: %s', async (_, parameters) => {
		await using desktop = await start();
		await using other = await otherServer(307, '', { location: `${desktop.url}/v1/accounts` });
		const beeper = { url: other.url, token: desktop.token };
		const result = await runBeeper(beeper, parameters, { items: hello });
		expect(shown(result.error).title).toBe('The address of Beeper leads to another address');
		expect(desktop.requests).toEqual([]);
	});

	test('the chat is unknown', async () => {
		await using desktop = await start();
		const result = await runBeeper(desktop, sendText('!nobody:beeper.com'), { items: hello });
		expect(shown(result.error)).toEqual({
			title: 'Beeper cannot find this chat',
			remedy: expect.stringMatching(/Check 'Chat'.*choose from the list/),
		});
	});

	test.each([
		["={{ '' }}", "'Chat' is empty"],
		['..', "'Chat' cannot be sent to Beeper"],
	])('the chat ID is %j', async (chatID, title) => {
		await using desktop = await start();
		const result = await runBeeper(desktop, sendText(chatID), { items: hello });
		expect(shown(result.error).title).toBe(title);
		expect(desktop.requests).toEqual([]);
	});

	test('the text is empty and there is no attachment', async () => {
		await using desktop = await start();
		const { id } = desktop.chat(FRIEND);
		const result = await runBeeper(desktop, sendText(id), { items: itemsOf([{ text: '' }]) });
		expect(shown(result.error)).toEqual({
			title: "There is nothing to send: 'Text' is empty and there is no attachment",
			remedy: expect.stringContaining("Fill in 'Text'"),
		});
		expect(desktop.requests).toEqual([]);
	});

	test('a draft is added but left empty', async () => {
		await using desktop = await start();
		const parameters = {
			resource: 'chat',
			operation: 'update',
			chatID: byID(desktop.chat(FRIEND).id),
			updateFields: { draft: { values: { text: '', binaryPropertyName: '' } } },
		};
		const result = await runBeeper(desktop, parameters);
		expect(shown(result.error).title).toBe('There is nothing to change');
		expect(desktop.requests).toEqual([]);
	});

	test('a direct chat is to be made with two people', async () => {
		await using desktop = await start();
		const { accountID } = desktop.chat(FRIEND);
		const people = { type: 'single', participantIDs: '@a:beeper.com, @b:beeper.com' };
		const chat = { resource: 'chat', operation: 'create', accountID: byID(accountID), ...people };
		const result = await runBeeper(desktop, chat);
		expect(shown(result.error).remedy).toBe(
			"'Participant IDs' holds 2. Leave one, or set 'Chat Type' to Group.",
		);
	});

	test('the API refuses a field: the field is named as the node shows it', async () => {
		await using desktop = await start();
		const { id } = desktop.chat(FRIEND);
		desktop.failNext(SEND, {
			status: 400,
			body: {
				message: 'Invalid input',
				code: 'VALIDATION_ERROR',
				details: { issues: [{ code: 'too_big', message: 'Too long', path: ['body', 'text'] }] },
			},
		});
		const result = await runBeeper(desktop, sendText(id), { items: hello });
		expect(shown(result.error)).toEqual({
			title: 'Beeper refused the input',
			remedy: "'Text': Too long. Correct the fields and run the node again.",
		});
	});

	test('Beeper wants a longer pause than a minute', async () => {
		await using desktop = await start();
		const { id } = desktop.chat(FRIEND);
		desktop.failNext(SEND, { status: 429, retryAfter: 600 });
		const result = await runBeeper(desktop, sendText(id), { items: hello });
		expect(shown(result.error)).toEqual({
			title: 'Beeper asks to slow down',
			remedy: expect.stringMatching(/^Try again in 600 seconds \(after 20\d\d-/),
		});
		expect(desktop.requests).toHaveLength(1);
	});

	test('no error and no log line holds the token', async () => {
		await using desktop = await start({ token: 'canary-4f9d2c' });
		const { id } = desktop.chat(FRIEND);
		desktop.failNext(SEND, { reset: true });
		const result = await runBeeper(desktop, sendText(id), { items: hello });
		expect(result.status).toBe('error');
		expect(result.stored() + JSON.stringify(result.logs)).not.toContain('canary-4f9d2c');
	});
});

describe('a send whose outcome is unknown', () => {
	test.each([
		['the connection breaks after Beeper has it', { reset: true, afterHandling: true }],
		['the connection breaks before Beeper has it', { reset: true }],
		['Beeper fails after it was carried out', { status: 500, afterHandling: true }],
		['Beeper says 503 without a time', { status: 503 }],
	])('is not repeated, and the error says that it may have gone out: %s', async (_, fault) => {
		await using desktop = await start();
		const { id } = desktop.chat(FRIEND);
		const before = desktop.messages(id).length;
		desktop.failNext(SEND, fault);
		const items = itemsOf([{ text: 'first' }, { text: 'second' }]);
		const result = await runBeeper(desktop, sendText(id), { items });
		expect(shown(result.error)).toEqual({
			title: 'The message may have gone out, but Beeper did not confirm it',
			remedy: expect.stringContaining('Look in Beeper before you repeat it'),
		});
		expect(desktop.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
		const isCarriedOut = 'afterHandling' in fault;
		expect(desktop.messages(id)).toHaveLength(before + (isCarriedOut ? 1 : 0));
	});

	test('a refusal that Beeper lifts again sends it once', async () => {
		await using desktop = await start();
		const { id } = desktop.chat(FRIEND);
		const before = desktop.messages(id).length;
		desktop.failNext(SEND, { status: 503, retryAfter: 0, times: 2 });
		const result = await runBeeper(desktop, sendText(id), { items: hello });
		expect(result.error).toBeUndefined();
		expect(desktop.messages(id)).toHaveLength(before + 1);
	});
});

describe('after a failed write', () => {
	const items = itemsOf(['a', 'b', 'c', 'd', 'e'].map((text) => ({ text })));
	const refuseThird = (desktop: Awaited<ReturnType<typeof start>>) => {
		let sends = 0;
		desktop.failNext(({ method }) => method === 'POST' && ++sends === 3, { status: 400 });
	};

	test('nothing more is written, and the error names the item', async () => {
		await using desktop = await start();
		refuseThird(desktop);
		const { id } = desktop.chat(FRIEND);
		const result = await runBeeper(desktop, sendText(id), { items });
		expect(result.error).toMatchObject({ context: { itemIndex: 2 } });
		const texts = desktop
			.messages(id)
			.slice(-2)
			.map(({ text }) => text);
		expect(texts).toEqual(['a', 'b']);
		expect(desktop.requests.filter(({ method }) => method === 'POST')).toHaveLength(3);
	});

	test('with "continue on fail" all are tried, each output paired with its input', async () => {
		await using desktop = await start();
		refuseThird(desktop);
		const { id } = desktop.chat(FRIEND);
		const node = { onError: 'continueRegularOutput' as const };
		const result = await runBeeper(desktop, sendText(id), { items, node });
		expect(result.error).toBeUndefined();
		const output = result.items('Beeper');
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3, 4].map((item) => ({ item })),
		);
		expect(output.map(({ json }) => json.error)).toEqual([
			undefined,
			undefined,
			'Beeper refused the input',
			undefined,
			undefined,
		]);
	});

	test('n8n’s "Retry On Fail" starts afresh', async () => {
		await using desktop = await start();
		const { id } = desktop.chat(FRIEND);
		desktop.failNext(SEND, { status: 400 });
		const node = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
		const result = await runBeeper(desktop, sendText(id), { items: hello, node });
		expect(result.error).toBeUndefined();
		expect(result.json('Beeper')).toHaveLength(1);
	});

	test('when n8n cannot evaluate one item, nothing of the run is sent', async () => {
		await using desktop = await start();
		const { id } = desktop.chat(FRIEND);
		const parameters = {
			...sendText(id),
			text: "={{ $json.i === 2 ? $('No such node').first().json.text : $json.text }}",
		};
		const rows = itemsOf([{ text: 'a' }, { text: 'b' }, { text: 'c', i: 2 }]);
		const result = await runBeeper(desktop, parameters, { items: rows });
		expect(result.status).toBe('error');
		// A run of its own, so that anything left over from the first would have been sent by now.
		await runBeeper(desktop, sendText(id), { items: itemsOf([{ text: 'later' }]) });
		const sent = desktop.requests.filter(({ method }) => method === 'POST').map(({ body }) => body);
		expect(sent).toEqual([{ text: 'later' }]);
	});
});

test('cancelling the execution ends queue and waits', async () => {
	await using desktop = await start();
	const { id } = desktop.chat(FRIEND);
	const stop = new AbortController();
	desktop.failNext(SEND, { status: 429, retryAfter: 50 });
	const items = itemsOf(Array.from({ length: 20 }, (_, i) => ({ text: `${i}` })));
	const running = runBeeper(desktop, sendText(id), { items, signal: stop.signal });
	await desktop.waitForRequest(SEND);
	stop.abort();
	const result = await running;
	expect(result.status).toBe('canceled');
	expect(desktop.requests).toHaveLength(1);
});

test('cancelling the execution ends a request that Beeper is still working on', async () => {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const stop = new AbortController();
	const running = runBeeper(
		{ url: `http://127.0.0.1:${port}`, token: 'token' },
		sendText('!chat:beeper.com'),
		{ items: itemsOf([{ text: 'hello' }]), signal: stop.signal },
	);
	const [request] = (await once(server, 'request')) as [IncomingMessage];
	stop.abort();
	await once(request.socket, 'close');
	expect((await running).status).toBe('canceled');
	server.close();
});

test.each(['nonsense', '2026-13-45'])('a date that is none (%s) names its field', async (date) => {
	await using desktop = await start();
	const { error } = await runBeeper(desktop, {
		resource: 'reminder',
		operation: 'create',
		chatID: byID(desktop.chat(FRIEND).id),
		remindAt: date,
	});
	expect(error?.message).toBe('Beeper refused the input');
	expect(error?.description).toMatch("'Remind At': ");
});
