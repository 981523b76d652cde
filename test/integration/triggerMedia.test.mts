import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { downloadMedia, type MediaOptions } from '../../dist/nodes/BeeperTrigger/media/media.js';
import type { Message } from '../../dist/nodes/shared/model/message.js';
import type { Desktop } from '../double/driver.mts';
import { start } from '../double/start.mts';
import { userFolder } from '../engine/environment.mts';
import { readBinary, type BinaryMode } from '../engine/index.mts';
import { startProcess } from '../process.mts';
import { FRIEND } from './given.mts';
import { triggerContext } from './triggerMedia.mts';

const LIMIT = 1_000_000;

interface Given extends Partial<MediaOptions> {
	binaryMode?: BinaryMode;
	signal?: AbortSignal;
}

/** What the trigger puts into an item for this message. */
async function download(
	beeper: Pick<Desktop, 'url' | 'token'>,
	message: object,
	{ binaryMode, signal = new AbortController().signal, ...options }: Given = {},
) {
	return await downloadMedia(
		await triggerContext(beeper, binaryMode),
		{ baseUrl: beeper.url },
		message as Message,
		{ maxBytes: LIMIT, prefix: 'attachment_', ...options },
		signal,
	);
}

/** A message with these attachments, which nobody has sent. */
const withAttachments = (...attachments: object[]) => ({
	id: '$id:beeper.com',
	chatID: '!chat:beeper.com',
	accountID: 'whatsapp',
	timestamp: '2026-11-20T12:00:00.000Z',
	attachments,
});

const onlyError = ({ media }: { media: IDataObject[] }) => {
	expect(media).toHaveLength(1);
	expect(media[0]).toMatchObject({ attachment: 0, binary: null });
	return media[0].error;
};

/** A server with an answer of its own, as Beeper or somebody else. */
async function server(answer: (request: IncomingMessage, response: ServerResponse) => void) {
	const listening = createServer(answer).listen(0, '127.0.0.1');
	await once(listening, 'listening');
	return {
		url: `http://127.0.0.1:${(listening.address() as AddressInfo).port}`,
		token: 'token',
		[Symbol.asyncDispose]: async () => {
			listening.closeAllConnections();
			listening.close();
		},
	};
}

/** Everything that n8n has on disk of files, by path. */
const stored = () =>
	readdirSync(userFolder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && entry.parentPath.includes('binary_data'))
		.map(({ parentPath, name }) => path.join(parentPath, name));

describe('the attachments of a message', () => {
	test.each(['filesystem', 'default'] as const)(
		'come as binary fields, byte for byte (binary data: %s)',
		async (binaryMode) => {
			await using desktop = await start();
			const bytes = randomBytes(300_000);
			const message = desktop.friend(FRIEND).writes('look', {
				attachment: { bytes, fileName: 'Größe №7.png', mimeType: 'image/png' },
			});
			const { media, binary } = await download(desktop, message, { binaryMode });
			expect(media).toEqual([
				{
					attachment: 0,
					binary: 'attachment_0',
					fileName: 'Größe №7.png',
					mimeType: 'image/png',
					fileSize: 300_000,
				},
			]);
			expect(Object.keys(binary)).toEqual(['attachment_0']);
			expect((await readBinary(binary.attachment_0)).equals(bytes)).toBe(true);
		},
	);

	test('a voice note comes with its file, and keeps its transcript in the message', async () => {
		await using desktop = await start();
		const transcription = { transcription: 'See you at eight', engine: 'whisper', language: 'en' };
		const message = desktop.friend(FRIEND).writes('', {
			attachment: {
				bytes: randomBytes(5_000),
				fileName: 'voice.ogg',
				mimeType: 'audio/ogg',
				duration: 3,
				type: 'voice-note',
				transcription,
			},
		});
		const { media } = await download(desktop, message);
		expect(media).toMatchObject([{ binary: 'attachment_0', mimeType: 'audio/ogg' }]);
		expect(message.attachments).toMatchObject([{ isVoiceNote: true, transcription }]);
	});

	test('several keep their order, and one that is missing costs no other', async () => {
		await using desktop = await start();
		const files = Array.from({ length: 9 }, (_, index) => {
			const bytes = Buffer.from(`file ${index}`);
			return desktop.addAsset({ fileName: `${index}.txt`, mimeType: 'text/plain', bytes });
		});
		// The earlier one answers later.
		desktop.latency(({ url }) => (url.includes(encodeURIComponent(files[0])) ? 300 : 150));
		files[4] = 'mxc://local.beeper.com/nothing';
		const message = withAttachments(...files.map((srcURL) => ({ srcURL })));
		const { media, binary } = await download(desktop, message, { prefix: 'file' });
		expect(media.map((entry) => entry.binary)).toEqual(
			files.map((_, index) => (index === 4 ? null : `file${index}`)),
		);
		expect(media[4].error).toMatch(/^Beeper cannot find the file/);
		expect((await readBinary(binary.file0)).toString()).toBe('file 0');
		expect((await readBinary(binary.file8)).toString()).toBe('file 8');
		expect(desktop.maxInFlight).toBe(4);
	});

	test('a message without any asks for nothing', async () => {
		await using desktop = await start();
		expect(await download(desktop, withAttachments())).toEqual({ media: [], binary: {} });
		expect(await download(desktop, { id: '1' })).toEqual({ media: [], binary: {} });
		expect(desktop.requests).toEqual([]);
	});
});

describe('the name of a file', () => {
	test('is the attachment’s, without folders', async () => {
		await using desktop = await start();
		const srcURL = desktop.addAsset({ fileName: 'a', mimeType: 'text/plain', bytes: Buffer.of(1) });
		const message = withAttachments({ srcURL, fileName: '../../etc/report.txt' });
		const { media, binary } = await download(desktop, message);
		expect(media[0].fileName).toBe('report.txt');
		expect(binary.attachment_0.directory).toBeUndefined();
	});

	test('else what the server says', async () => {
		await using beeper = await server((_, response) => {
			const name = `attachment; filename="x"; filename*=UTF-8''caf%C3%A9.png`;
			response.setHeader('Content-Type', 'image/png').setHeader('Content-Disposition', name);
			response.end('picture');
		});
		const { media } = await download(beeper, withAttachments({ srcURL: 'mxc://a/b' }));
		expect(media[0].fileName).toBe('café.png');
	});

	test('else the message’s ID with an ending for its kind', async () => {
		await using desktop = await start();
		const asset = (mimeType: string) =>
			desktop.addAsset({ fileName: 'a', mimeType, bytes: Buffer.of(1) });
		const one = withAttachments({ srcURL: asset('image/jpeg') });
		expect((await download(desktop, one)).media[0].fileName).toBe('_id_beeper.com.jpg');
		const two = withAttachments(
			{ srcURL: asset('application/octet-stream'), mimeType: 'application/pdf' },
			{ srcURL: asset('application/x-unknown-thing') },
		);
		expect((await download(desktop, two)).media.map(({ fileName }) => fileName)).toEqual([
			'_id_beeper.com-0.pdf',
			'_id_beeper.com-1',
		]);
	});
});

describe('a file that is too large', () => {
	test('is not asked for where its size is known', async () => {
		await using desktop = await start();
		const srcURL = desktop.addAsset({ fileName: 'a', mimeType: 'video/mp4', size: LIMIT + 1 });
		const message = withAttachments({ srcURL, fileSize: LIMIT + 1, fileName: 'film.mp4' });
		const { media, binary } = await download(desktop, message);
		expect(media[0]).toMatchObject({ fileName: 'film.mp4', fileSize: LIMIT + 1, binary: null });
		expect(media[0].error).toMatch(/^The file has 1\.1 MB: more than 1 MB, the most that/);
		expect(binary).toEqual({});
		expect(desktop.requests).toEqual([]);
	});

	test('is given up when the answer says so, and one just as large as allowed is not', async () => {
		await using desktop = await start();
		const asset = (size: number) =>
			desktop.addAsset({ fileName: 'a', mimeType: 'video/mp4', size });
		const large = withAttachments({ srcURL: asset(50 * LIMIT) });
		expect(onlyError(await download(desktop, large))).toMatch(
			/^The file has 50 MB: more than 1 MB/,
		);
		expect(desktop.requests).toHaveLength(1);
		const { media } = await download(desktop, withAttachments({ srcURL: asset(LIMIT) }));
		expect(media).toMatchObject([{ binary: 'attachment_0', fileSize: LIMIT }]);
	});

	test('is cut off where nobody says its size, asked for once, and leaves nothing on disk', async () => {
		let asked = 0;
		let wasCutOff: Promise<unknown> | undefined;
		await using beeper = await server((_, response) => {
			asked++;
			wasCutOff = once(response, 'close');
			const more = () => {
				while (!response.destroyed && response.write(Buffer.alloc(100_000)));
			};
			response.on('drain', more);
			more();
		});
		const before = stored();
		const result = await download(beeper, withAttachments({ srcURL: 'mxc://a/endless' }));
		expect(onlyError(result)).toMatch(/^The file turned out to be larger than 1 MB, the most/);
		await wasCutOff;
		expect(asked).toBe(1);
		expect(stored()).toEqual(before);
	});
});

describe('a file that does not come', () => {
	test('because Beeper has lost it', async () => {
		await using desktop = await start();
		const message = withAttachments({
			srcURL: 'mxc://local.beeper.com/nothing',
			fileName: 'a.png',
		});
		expect(onlyError(await download(desktop, message))).toBe(
			'Beeper cannot find the file. Open the message in Beeper to see whether it is still there.',
		);
	});

	test('because Beeper names no address', async () => {
		await using desktop = await start();
		expect(onlyError(await download(desktop, withAttachments({ fileName: 'a' })))).toBe(
			'Beeper says nothing of where this file is.',
		);
	});

	test('because the connection broke in the middle: it is got at the second try, whole', async () => {
		const bytes = randomBytes(500_000);
		let asked = 0;
		await using beeper = await server((_, response) => {
			response.setHeader('Content-Length', bytes.length);
			if (++asked > 1) return void response.end(bytes);
			response.write(bytes.subarray(0, 200_000), () => response.destroy());
		});
		const before = stored();
		const { media, binary } = await download(beeper, withAttachments({ srcURL: 'mxc://a/b' }));
		expect(media[0].error).toBeUndefined();
		expect((await readBinary(binary.attachment_0)).equals(bytes)).toBe(true);
		expect(asked).toBe(2);
		// The file and what n8n notes of it; nothing of the first try.
		expect(stored()).toHaveLength(before.length + 2);
	});

	test('because it breaks each time', async () => {
		await using beeper = await server((_, response) => {
			response.setHeader('Content-Length', 500_000);
			response.write(Buffer.alloc(200_000), () => response.destroy());
		});
		const before = stored();
		const error = onlyError(await download(beeper, withAttachments({ srcURL: 'mxc://a/b' })));
		expect(error).toMatch(/^The connection to Beeper at http:\/\/127\.0\.0\.1:\d+ broke\. /);
		expect(stored()).toEqual(before);
	});

	test('because nobody answers', async () => {
		const nobody = { url: 'http://127.0.0.1:1', token: 'canary-token' };
		const error = onlyError(await download(nobody, withAttachments({ srcURL: 'mxc://a/b' })));
		expect(error).toMatch(/^Beeper is not reachable at http:\/\/127\.0\.0\.1:1\. /);
		expect(error).not.toContain('canary');
	});

	test('because n8n cannot store it: it is not asked for again', async () => {
		await using desktop = await start();
		const srcURL = desktop.addAsset({ fileName: 'a', mimeType: 'text/plain', bytes: Buffer.of(1) });
		const context = await triggerContext(desktop);
		context.helpers.prepareBinaryData = async () => {
			throw new Error('ENOSPC: no space left on device');
		};
		const options = { maxBytes: LIMIT, prefix: 'attachment_' };
		const never = new AbortController().signal;
		const message = withAttachments({ srcURL }) as unknown as Message;
		const result = await downloadMedia(context, { baseUrl: desktop.url }, message, options, never);
		expect(onlyError(result)).toBe('n8n could not store the file: ENOSPC: no space left on device');
		expect(desktop.requests).toHaveLength(1);
	});

	test('because the token was revoked', async () => {
		await using desktop = await start();
		desktop.revokeToken();
		const error = onlyError(await download(desktop, withAttachments({ srcURL: 'mxc://a/b' })));
		expect(error).toMatch(/^Beeper does not accept the access token\. /);
	});

	test('because it is too slow', async () => {
		await using desktop = await start();
		desktop.latency(Infinity, { route: 'GET /v1/assets/serve' });
		const message = withAttachments({ srcURL: 'mxc://a/b' });
		const error = onlyError(await download(desktop, message, { limitMs: 200 }));
		expect(error).toMatch(/^The file did not come within 0\.2 seconds\. /);
	});

	test('because it stops in the middle: its connection is let go', async () => {
		let wasCutOff: Promise<unknown> | undefined;
		await using beeper = await server((_, response) => {
			wasCutOff = once(response, 'close');
			response.setHeader('Content-Length', 500_000);
			response.write(Buffer.alloc(1_000));
		});
		const before = stored();
		const message = withAttachments({ srcURL: 'mxc://a/b' });
		const error = onlyError(await download(beeper, message, { limitMs: 500 }));
		expect(error).toMatch(/^The file did not come within 0\.5 seconds\. /);
		await wasCutOff;
		expect(stored()).toEqual(before);
	});

	test('because the trigger was stopped meanwhile', async () => {
		const stop = new AbortController();
		let wasCutOff: Promise<unknown> | undefined;
		await using beeper = await server((_, response) => {
			wasCutOff = once(response, 'close');
			response.write(Buffer.alloc(1_000), () => stop.abort());
		});
		const message = withAttachments({ srcURL: 'mxc://a/b' }, { srcURL: 'mxc://a/c' });
		const { media, binary } = await download(beeper, message, { signal: stop.signal });
		expect(media.map(({ error }) => error)).toEqual([
			'The trigger was stopped before the file had come.',
			'The trigger was stopped before the file had come.',
		]);
		expect(binary).toEqual({});
		await wasCutOff;
		// And once stopped, nothing is asked for.
		wasCutOff = undefined;
		await download(beeper, message, { signal: stop.signal });
		expect(wasCutOff).toBeUndefined();
	});

	test('because Beeper’s address leads elsewhere: the token does not go there', async () => {
		const seen: unknown[] = [];
		await using elsewhere = await server((request, response) => {
			seen.push(request.headers.authorization);
			response.end('file');
		});
		await using desktop = await start();
		desktop.redirectNext('GET /v1/assets/serve', elsewhere.url);
		const error = onlyError(await download(desktop, withAttachments({ srcURL: 'mxc://a/b' })));
		expect(error).toMatch(/^The address of Beeper leads to another address\. /);
		expect(seen).toEqual([]);
	});
});

describe('an address that is not Beeper’s', () => {
	test('is asked without the token', async () => {
		const seen: unknown[] = [];
		await using elsewhere = await server((request, response) => {
			seen.push(request.headers.authorization);
			response.setHeader('Content-Type', 'image/gif').end('picture');
		});
		await using desktop = await start();
		const message = withAttachments({ srcURL: `${elsewhere.url}/a.gif`, id: 'mxc://a/b' });
		const { media, binary } = await download(desktop, message);
		expect(media).toMatchObject([{ binary: 'attachment_0', mimeType: 'image/gif', fileSize: 7 }]);
		expect((await readBinary(binary.attachment_0)).toString()).toBe('picture');
		expect(seen).toEqual([undefined]);
		expect(desktop.requests).toEqual([]);
	});

	test('is named without what is secret of it', async () => {
		await using elsewhere = await server((_, response) => response.writeHead(403).end());
		await using desktop = await start();
		const secret = '/a.gif?signature=canary-signature';
		const expired = await download(desktop, withAttachments({ srcURL: elsewhere.url + secret }));
		expect(onlyError(expired)).toMatch(
			/^127\.0\.0\.1:\d+ answered with HTTP 403\. The address may/,
		);
		const nobody = await download(
			desktop,
			withAttachments({ srcURL: `http://127.0.0.1:1${secret}` }),
		);
		expect(onlyError(nobody)).toMatch(/^127\.0\.0\.1:1 did not answer \(ECONNREFUSED\)\. /);
		expect(JSON.stringify([expired, nobody])).not.toContain('canary');
	});

	test('may be the file itself', async () => {
		await using desktop = await start();
		const srcURL = 'data:image/png;base64,AQIDBA==';
		const { media, binary } = await download(desktop, withAttachments({ srcURL }));
		expect(media).toMatchObject([
			{ fileName: '_id_beeper.com.png', mimeType: 'image/png', fileSize: 4 },
		]);
		expect([...(await readBinary(binary.attachment_0))]).toEqual([1, 2, 3, 4]);
		const large = await download(desktop, withAttachments({ srcURL }), { maxBytes: 3 });
		expect(onlyError(large)).toMatch(/^The file has /);
		expect(desktop.requests).toEqual([]);
	});
});

/** In a process of its own: what else this one holds would blur its size. */
test('a file of 200 MB, with binary data on disk, does not make the process grow by it', async () => {
	await using desktop = await start();
	const asset = (size: number) => desktop.addAsset({ fileName: 'a', mimeType: 'video/mp4', size });
	// The first ones load code and open pools; what grows then stays and belongs to no file.
	const assets = [...Array.from({ length: 3 }, () => asset(5_000_000)), asset(200_000_000)];
	using measured = startProcess(import.meta.resolve('./triggerMediaProcess.mts'));
	const { url, token } = desktop;
	const grown = await measured.call<number>('growthOf', { url, token }, assets);
	expect(grown).toBeLessThan(100_000_000);
});
