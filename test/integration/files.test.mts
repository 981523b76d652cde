import { randomBytes } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import type { Desktop } from '../double/driver.mts';
import { start } from '../double/start.mts';
import { readBinary, type BinaryMode } from '../engine/index.mts';
import { byID, FRIEND, itemsOf, runBeeper } from './given.mts';
import { inFastTime } from './time.mts';

inFastTime();

const fromURL = (url: string, options = {}) => ({
	resource: 'asset',
	operation: 'serve',
	source: 'url',
	url,
	binaryPropertyName: 'data',
	options,
});

/** The node's output files, read back: name, kind and content. */
async function filesOf(
	desktop: Pick<Desktop, 'url' | 'token'>,
	parameters: object,
	binaryMode: BinaryMode = 'default',
) {
	const result = await runBeeper(desktop, parameters as never, { binaryMode });
	if (result.error) throw result.error;
	return await Promise.all(
		result.items('Beeper').map(async ({ json, binary }) => {
			const { fileName, mimeType } = binary?.data ?? {};
			return { json, fileName, mimeType, bytes: binary && (await readBinary(binary.data)) };
		}),
	);
}

/** A server that is not Beeper. */
async function webServer(answer: (response: ServerResponse) => void) {
	const server = createServer((_, response) => answer(response)).listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		[Symbol.asyncDispose]: async () => void server.close(),
	};
}

describe('Get File', () => {
	test.each(['default', 'filesystem'] as const)(
		'gives the attachments of a message, one item each (binary data: %s)',
		async (mode) => {
			await using desktop = await start();
			const bytes = randomBytes(400_000);
			const message = desktop.friend(FRIEND).writes('listen', {
				attachment: {
					bytes,
					fileName: 'Größe №7.ogg',
					mimeType: 'audio/ogg',
					duration: 3,
					type: 'voice-note',
				},
			});
			const parameters = {
				resource: 'asset',
				operation: 'serve',
				source: 'message',
				chatID: byID(message.chatID),
				messageID: byID(message.id),
				binaryPropertyName: 'data',
			};
			const [file] = await filesOf(desktop, parameters, mode);
			expect(file).toMatchObject({ fileName: 'Größe №7.ogg', mimeType: 'audio/ogg' });
			expect(file.bytes?.equals(bytes)).toBe(true);
			expect(file.json).toMatchObject({
				url: message.attachments?.[0].srcURL,
				fileName: 'Größe №7.ogg',
			});
		},
	);

	test('takes mxc and file addresses', async () => {
		await using desktop = await start();
		const bytes = randomBytes(1_000);
		const mxc = desktop.addAsset({ fileName: 'a b.pdf', mimeType: 'application/pdf', bytes });
		const [file] = await filesOf(desktop, fromURL(mxc));
		expect(file).toMatchObject({ mimeType: 'application/pdf' });
		expect(file.bytes?.equals(bytes)).toBe(true);

		const download = { resource: 'asset', operation: 'download', url: mxc };
		const path = (await runBeeper(desktop, download)).json('Beeper')[0].srcURL as string;
		const [local] = await filesOf(desktop, fromURL(path));
		expect(local.bytes?.equals(bytes)).toBe(true);
	});

	test('takes https and http addresses from elsewhere, without the token', async () => {
		await using desktop = await start();
		const seen: unknown[] = [];
		const server = createServer((request, response) => {
			seen.push(request.headers.authorization);
			response.setHeader('content-type', 'image/png');
			response.setHeader(
				'content-disposition',
				`attachment; filename="x"; filename*=UTF-8''caf%C3%A9.png`,
			);
			response.end('picture');
		}).listen(0, '127.0.0.1');
		await new Promise((resolve) => server.once('listening', resolve));
		const { port } = server.address() as AddressInfo;
		const [file] = await filesOf(desktop, fromURL(`http://127.0.0.1:${port}/path`));
		server.close();
		expect(file).toMatchObject({ fileName: 'café.png', mimeType: 'image/png' });
		expect(file.bytes?.toString()).toBe('picture');
		expect(seen).toEqual([undefined]);
		expect(desktop.requests).toEqual([]);
	});

	test('from elsewhere, under the same cap, and tried again', async () => {
		let [asked, inFlight, most] = [0, 0, 0];
		await using server = await webServer((response) => {
			most = Math.max(most, ++inFlight);
			const status = ++asked === 1 ? 500 : 200;
			setTimeout(() => {
				inFlight--;
				response.writeHead(status).end('file');
			}, 50);
		});
		await using desktop = await start();
		const items = itemsOf(Array.from({ length: 40 }, (_, i) => ({ i })));
		const parameters = fromURL(`={{ '${server.url}/' + $json.i }}`);
		const result = await runBeeper(desktop, parameters, { items });
		expect(result.error).toBeUndefined();
		expect(result.items('Beeper')).toHaveLength(40);
		expect({ asked, most }).toEqual({ asked: 41, most: 8 });
	});

	test('takes data: addresses: nobody is asked, and the output does not hold the file twice', async () => {
		await using desktop = await start();
		const [file] = await filesOf(desktop, fromURL('data:image/png;base64,AQIDBA=='));
		expect(file).toMatchObject({
			fileName: 'file.png',
			mimeType: 'image/png',
			json: { url: 'data:image/png;base64,…', fileName: 'file.png', mimeType: 'image/png' },
		});
		expect([...file.bytes!]).toEqual([1, 2, 3, 4]);
		const text = fromURL('data:,a%20%C3%A9', { fileName: 'note.txt' });
		const [note] = await filesOf(desktop, text);
		expect(note).toMatchObject({ fileName: 'note.txt', mimeType: 'text/plain' });
		expect(note.bytes?.toString()).toBe('a é');
		expect(desktop.requests).toEqual([]);
	});

	test.each([
		['without a comma', 'data:image/png', 'The data: address of the file is incomplete.'],
		['with a stray percent sign', 'data:,100%', 'n8n could not store the file: URI malformed'],
	])('a data: address %s is a clear error', async (_, url, description) => {
		await using desktop = await start();
		await expect(filesOf(desktop, fromURL(url))).rejects.toMatchObject({
			message: 'The file could not be fetched',
			description,
		});
	});

	test('from elsewhere, a connection that breaks in the middle is tried again', async () => {
		const bytes = randomBytes(200_000);
		let asked = 0;
		await using server = await webServer((response) => {
			response.setHeader('Content-Length', bytes.length);
			if (++asked > 1) return void response.end(bytes);
			response.write(bytes.subarray(0, 100_000), () => response.destroy());
		});
		await using desktop = await start();
		const [file] = await filesOf(desktop, fromURL(`${server.url}/a.bin`), 'filesystem');
		expect(file.bytes?.equals(bytes)).toBe(true);
		expect(asked).toBe(2);
	});

	test('a server elsewhere that is not there is named without the signed address', async () => {
		await using desktop = await start();
		const url = 'http://127.0.0.1:1/file?signature=canary-signature';
		const { error } = await runBeeper(desktop, fromURL('={{ $json.url }}'), {
			items: itemsOf([{ url }]),
		});
		expect(error).toMatchObject({
			message: 'The file could not be fetched',
			description: expect.stringContaining('127.0.0.1:1 did not answer (ECONNREFUSED)'),
		});
		expect(inspect(error, { depth: 10 })).not.toContain('canary-signature');
	});

	test('name and kind can be given', async () => {
		await using desktop = await start();
		const mxc = desktop.addAsset({
			fileName: 'a',
			mimeType: 'application/octet-stream',
			bytes: Buffer.from('x'),
		});
		const [file] = await filesOf(
			desktop,
			fromURL(mxc, { fileName: 'notes.txt', mimeType: 'text/plain' }),
		);
		expect(file).toMatchObject({ fileName: 'notes.txt', mimeType: 'text/plain' });
	});

	test.each([
		['an unknown file', 'mxc://local.beeper.com/nothing', 'Beeper cannot find this URL'],
		['an empty address', '', "'URL' is empty"],
	])('%s is a clear error', async (_, url, message) => {
		await using desktop = await start();
		await expect(filesOf(desktop, fromURL(url ? url : "={{ '' }}"))).rejects.toMatchObject({
			message,
		});
	});

	test('a message without files says so', async () => {
		await using desktop = await start();
		const parameters = {
			resource: 'asset',
			operation: 'serve',
			source: 'message',
			chatID: byID(desktop.chat(FRIEND).id),
			messageID: byID('1344007'),
			binaryPropertyName: 'data',
		};
		await expect(filesOf(desktop, parameters)).rejects.toMatchObject({
			message: 'The message has no file',
		});
	});

	test('a connection that breaks in the middle is tried again, and the file is whole', async () => {
		await using desktop = await start();
		const bytes = randomBytes(200_000);
		const mxc = desktop.addAsset({ fileName: 'a.bin', mimeType: 'application/zip', bytes });
		desktop.failNext('GET /v1/assets/serve', { reset: true });
		const [file] = await filesOf(desktop, fromURL(mxc));
		expect(file.bytes?.equals(bytes)).toBe(true);
	});
});

describe('HTTP 200 with an error is a failure', () => {
	test('of a download', async () => {
		await using desktop = await start();
		desktop.failNext('POST /v1/assets/download', {
			status: 200,
			body: { error: 'Not on the server any more' },
		});
		const result = await runBeeper(desktop, {
			resource: 'asset',
			operation: 'download',
			url: 'mxc://a/b',
		});
		expect(result.error).toMatchObject({
			message: 'Beeper could not fetch the file',
			description: expect.stringContaining('"Not on the server any more"'),
		});
	});

	test('of an upload from base64', async () => {
		await using desktop = await start();
		desktop.uploadError('Disk full');
		const parameters = {
			resource: 'asset',
			operation: 'uploadBase64',
			content: 'YWJj',
			options: { fileName: 'a.txt' },
		};
		const result = await runBeeper(desktop, parameters);
		expect(result.error).toMatchObject({
			message: "Beeper could not take the file 'a.txt'",
			description: expect.stringContaining('"Disk full"'),
		});
	});

	test('and text that is no base64 is found before', async () => {
		await using desktop = await start();
		const result = await runBeeper(desktop, {
			resource: 'asset',
			operation: 'uploadBase64',
			content: 'hello world!',
		});
		expect(result.error?.message).toBe("'Content' is not base64");
		expect(desktop.requests).toEqual([]);
	});
});
