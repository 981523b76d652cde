import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IBinaryData, INodeParameters } from 'n8n-workflow';
import type { Desktop } from '../double/driver.mts';
import { start } from '../double/start.mts';
import { storeBinary, type BinaryMode } from '../engine/index.mts';
import { byID, FRIEND, itemsOf, runBeeper, sendText } from './given.mts';
import { inFastTime } from './time.mts';

inFastTime();

const SEND = 'POST /v1/chats/{chatID}/messages';
const UPLOAD = 'POST /v1/assets/upload';

const hello = itemsOf([{ text: 'hello' }]);

/** Runs message: send for one item with these files. */
async function sendFiles(
	desktop: Desktop,
	files: Record<string, IBinaryData>,
	values: INodeParameters[],
	{ text = '', binaryMode = 'default' as BinaryMode, options = {} } = {},
) {
	const parameters = {
		resource: 'message',
		operation: 'send',
		chatID: byID(desktop.chat(FRIEND).id),
		text,
		attachments: { values },
		options,
	};
	const items = [{ json: {}, binary: files }];
	return await runBeeper(desktop, parameters, { items, binaryMode });
}

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const image = async (fileName = 'terrace.png') =>
	await storeBinary(png, { mimeType: 'image/png', fileName });

describe('following a send', () => {
	test('gives the final ID and the send status', async () => {
		await using desktop = await start();
		const { id } = desktop.chat(FRIEND);
		const result = await runBeeper(desktop, sendText(id), { items: hello });
		const final = desktop.messages(id).at(-1);
		expect(result.json('Beeper')).toEqual([
			expect.objectContaining({ messageID: final?.id, sendStatus: 'SUCCESS', isPending: false }),
		]);
		expect(result.json('Beeper')[0].pendingMessageID).not.toBe(final?.id);
	});

	test('works where Beeper has nothing under the provisional ID until it is final', async () => {
		await using desktop = await start({ pendingVisible: false });
		const { id } = desktop.chat(FRIEND);
		const result = await runBeeper(desktop, sendText(id), { items: hello });
		expect(result.json('Beeper')[0]).toMatchObject({ isPending: false, sendStatus: 'SUCCESS' });
	});

	test('says after ten seconds that the message is still pending', async () => {
		await using desktop = await start();
		desktop.neverResolve();
		const { id } = desktop.chat(FRIEND);
		const result = await runBeeper(desktop, sendText(id), { items: hello });
		expect(result.json('Beeper')).toEqual([
			expect.objectContaining({ messageID: null, isPending: true, sendStatus: 'PENDING' }),
		]);
		// A look now and then, no hammering.
		expect(desktop.requests.length).toBeLessThan(20);
	}, 30_000);

	test.each([
		['asks to slow down', { status: 429, retryAfter: 40 }],
		['fails', { status: 500 }],
	])(
		'takes no longer where Beeper %s, and holds nothing else up',
		async (_, fault) => {
			await using desktop = await start();
			desktop.failNext('GET /v1/chats/{chatID}/messages/{messageID}', { ...fault, times: 100 });
			const { id } = desktop.chat(FRIEND);
			const before = Date.now();
			const result = await runBeeper(desktop, sendText(id), { items: hello });
			expect(Date.now() - before).toBeLessThan(13_000);
			expect(result.json('Beeper')).toEqual([expect.objectContaining({ isPending: true })]);
		},
		90_000,
	);

	test('a look that is never answered ends with the ten seconds, or with the execution', async () => {
		const server = createServer((request, response) => {
			if (request.method === 'GET') return;
			response.writeHead(200, { 'content-type': 'application/json' });
			response.end('{"chatID":"c","pendingMessageID":"p"}');
		}).listen(0, '127.0.0.1');
		await once(server, 'listening');
		const { port } = server.address() as AddressInfo;
		const silent = { url: `http://127.0.0.1:${port}`, token: 't' };
		const before = Date.now();
		const stop = new AbortController();
		setTimeout(() => stop.abort(), 1_000);
		const [result, stopped] = await Promise.all([
			runBeeper(silent, sendText('c'), { items: hello }),
			runBeeper(silent, sendText('c'), { items: hello, signal: stop.signal }).then(
				({ status }) => ({
					status,
					after: Date.now() - before,
				}),
			),
		]);
		server.closeAllConnections();
		server.close();
		expect(Date.now() - before).toBeLessThan(13_000);
		expect(result.json('Beeper')).toEqual([expect.objectContaining({ isPending: true })]);
		expect(stopped.status).toBe('canceled');
		expect(stopped.after).toBeLessThan(3_000);
	}, 40_000);

	test('a message that the network refuses is a failure with its reason, and ends the run', async () => {
		await using desktop = await start();
		desktop.failSend({ status: 'FAIL_PERMANENT', message: 'Not on WhatsApp' });
		const { id } = desktop.chat(FRIEND);
		const result = await runBeeper(desktop, sendText(id), { items: hello });
		expect(result.error).toMatchObject({
			message: 'The network did not take the message',
			description: expect.stringContaining('It says: "Not on WhatsApp".'),
		});
	});

	test('"Accepted by Beeper" asks for nothing more', async () => {
		await using desktop = await start();
		const { id } = desktop.chat(FRIEND);
		const result = await runBeeper(desktop, sendText(id, { waitUntil: 'accepted' }), {
			items: hello,
		});
		expect(desktop.requests).toHaveLength(1);
		expect(result.json('Beeper')[0]).toMatchObject({ isPending: true, messageID: null });
	});

	test('goes to the real chat where a local ID was given', async () => {
		await using desktop = await start();
		const { id, localChatID } = desktop.chat(FRIEND);
		const result = await runBeeper(desktop, sendText(String(localChatID)), { items: hello });
		expect(result.json('Beeper')[0]).toMatchObject({ chatID: id, isPending: false });
	});
});

describe('attachments', () => {
	test('a file alone, uploaded with name, kind and content', async () => {
		await using desktop = await start();
		const bytes = randomBytes(300_000);
		const file = await storeBinary(bytes, {
			mimeType: 'application/pdf',
			fileName: 'Rechnung №7.pdf',
		});
		const result = await sendFiles(desktop, { data: file }, [{ binaryPropertyName: 'data' }]);
		expect(result.error).toBeUndefined();
		expect(desktop.uploads()).toEqual([
			expect.objectContaining({
				fileName: 'Rechnung №7.pdf',
				size: bytes.length,
				sha256: desktop.sha256(bytes),
			}),
		]);
		expect(desktop.messages(FRIEND).at(-1)?.attachments?.[0]).toMatchObject({
			fileName: 'Rechnung №7.pdf',
			mimeType: 'application/pdf',
			fileSize: bytes.length,
		});
	});

	test('the text goes with the first file, the others follow in order', async () => {
		await using desktop = await start();
		const before = desktop.messages(FRIEND).length;
		const files = { a: await image('1.png'), b: await image('2.png'), c: await image('3.png') };
		const result = await sendFiles(
			desktop,
			files,
			[{ binaryPropertyName: 'a, b' }, { binaryPropertyName: 'c', type: 'file' }],
			{ text: 'Three files', options: { replyToMessageID: byID('1344007') } },
		);
		const sent = desktop.messages(FRIEND).slice(before);
		expect(sent.map(({ attachments }) => attachments?.[0].fileName)).toEqual([
			'1.png',
			'2.png',
			'3.png',
		]);
		expect(sent.map(({ text }) => text || undefined)).toEqual([
			'Three files',
			undefined,
			undefined,
		]);
		expect(sent.map(({ linkedMessageID }) => linkedMessageID)).toEqual([
			'1344007',
			undefined,
			undefined,
		]);
		const [output] = result.json('Beeper');
		expect(output.messageID).toBe(sent[0].id);
		expect(output.messages).toEqual(
			sent.map(({ id }) => expect.objectContaining({ messageID: id })),
		);
	});

	test.each([
		[
			'voice-note',
			{ duration: 3.5, mimeType: 'audio/ogg' },
			{ isVoiceNote: true, duration: 3.5, mimeType: 'audio/ogg' },
		],
		['sticker', {}, { isSticker: true }],
		[
			'gif',
			{ width: 320, height: 200, fileName: 'wave.gif', mimeType: 'image/gif' },
			{ isGif: true, fileName: 'wave.gif', size: { width: 320, height: 200 } },
		],
	])('as %s, with its details', async (type, details, expected) => {
		await using desktop = await start();
		const values = [{ binaryPropertyName: 'data', type, details }];
		const result = await sendFiles(desktop, { data: await image() }, values);
		expect(result.error).toBeUndefined();
		expect(desktop.messages(FRIEND).at(-1)?.attachments?.[0]).toMatchObject(expected);
	});

	test('a size of one side only is not sent: the API wants both', async () => {
		await using desktop = await start();
		const values = [{ binaryPropertyName: 'data', details: { width: 320 } }];
		await sendFiles(desktop, { data: await image() }, values);
		const { body } = await desktop.waitForRequest(SEND);
		expect(body).toEqual({ attachment: { uploadID: expect.any(String) } });
	});

	test('a file that n8n keeps on disk is streamed, whole', async () => {
		await using desktop = await start();
		const bytes = randomBytes(5_000_000);
		const file = await storeBinary(
			bytes,
			{ mimeType: 'video/mp4', fileName: 'v.mp4' },
			'filesystem',
		);
		const result = await sendFiles(desktop, { data: file }, [{ binaryPropertyName: 'data' }], {
			binaryMode: 'filesystem',
		});
		expect(result.error).toBeUndefined();
		expect(desktop.uploads()[0]).toMatchObject({
			size: bytes.length,
			sha256: desktop.sha256(bytes),
		});
		const { headers } = await desktop.waitForRequest(UPLOAD);
		expect(Number(headers['content-length'])).toBeGreaterThan(bytes.length);
	});

	test('an upload that breaks is repeated with the whole file: nothing was sent yet', async () => {
		await using desktop = await start();
		const before = desktop.messages(FRIEND).length;
		desktop.failNext(UPLOAD, { reset: true });
		const result = await sendFiles(desktop, { data: await image() }, [
			{ binaryPropertyName: 'data' },
		]);
		expect(result.error).toBeUndefined();
		expect(desktop.messages(FRIEND)).toHaveLength(before + 1);
		expect(desktop.uploads()[0]).toMatchObject({ size: png.length, sha256: desktop.sha256(png) });
	});

	test('a file over 500 MB is refused before anything is sent', async () => {
		await using desktop = await start();
		const file = await storeBinary(
			png,
			{ mimeType: 'video/mp4', fileName: 'film.mp4' },
			'filesystem',
		);
		await enlarge(file, 612_000_000);
		const result = await sendFiles(desktop, { data: file }, [{ binaryPropertyName: 'data' }], {
			binaryMode: 'filesystem',
		});
		expect(result.error).toMatchObject({
			message: "The file 'film.mp4' is too large for Beeper",
			description: expect.stringMatching(/It has 612 MB; Beeper takes at most 500 MB/),
		});
		expect(desktop.requests).toEqual([]);
	});

	test.each([
		['HTTP 200 with an error', (desktop: Desktop) => desktop.uploadError('Unsupported codec')],
		[
			'HTTP 413',
			(desktop: Desktop) =>
				desktop.failNext(UPLOAD, {
					status: 413,
					body: { message: 'Unsupported codec', code: 'TOO_LARGE' },
				}),
		],
	])('an upload that Beeper refuses with %s is a failure', async (_, fault) => {
		await using desktop = await start();
		const before = desktop.messages(FRIEND).length;
		fault(desktop);
		const result = await sendFiles(desktop, { data: await image() }, [
			{ binaryPropertyName: 'data' },
		]);
		expect(result.error?.message).toMatch(
			/could not take the file 'terrace.png'|too large for Beeper/,
		);
		expect(result.error?.description).toContain('"Unsupported codec"');
		expect(desktop.messages(FRIEND)).toHaveLength(before);
	});

	test('a later file that fails: the error says how many had gone out', async () => {
		await using desktop = await start();
		const before = desktop.messages(FRIEND).length;
		let uploads = 0;
		desktop.failNext(({ url }) => url.includes('/upload') && ++uploads === 2, { status: 400 });
		const files = { a: await image('1.png'), b: await image('2.png') };
		const result = await sendFiles(desktop, files, [{ binaryPropertyName: 'a,b' }]);
		expect(result.error?.description).toMatch(/^1 of 2 files had been sent before this one\./);
		expect(desktop.messages(FRIEND)).toHaveLength(before + 1);
	});

	test('a field without a file is named', async () => {
		await using desktop = await start();
		const result = await sendFiles(desktop, {}, [{ binaryPropertyName: 'photo' }]);
		expect(result.error?.message).toMatch(/photo/);
		expect(desktop.requests).toEqual([]);
	});
});

/** Makes a stored file as long as that on disk, with a hole instead of content. */
async function enlarge({ id = '' }: IBinaryData, bytes: number) {
	const { truncate } = await import('node:fs/promises');
	const { container, core } = await import('../engine/index.mts');
	const service = container.get(core.BinaryDataService);
	await truncate(service.getPath(id), bytes);
	const { writeFile } = await import('node:fs/promises');
	await writeFile(
		`${service.getPath(id)}.metadata`,
		JSON.stringify({ fileName: 'film.mp4', mimeType: 'video/mp4', fileSize: bytes }),
	);
}
