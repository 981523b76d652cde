import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { start } from '../double/start.mts';
import { official } from './official.mts';
import { raw, rawJSON } from './raw.mts';

const boundary = 'b0undary';
const part = (name: string, value: string, fileName?: string) =>
	`--${boundary}\r\nContent-Disposition: form-data; name="${name}"` +
	`${fileName === undefined ? '' : `; filename="${fileName}"\r\nContent-Type: text/plain`}` +
	`\r\n\r\n${value}\r\n`;
const form = (...parts: string[]) => ({
	method: 'POST',
	path: '/v1/assets/upload',
	headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
	body: `${parts.join('')}--${boundary}--\r\n`,
});

describe('assets', () => {
	test('a sent file is served with the same bytes under its mxc URL', async () => {
		await using pair = await official();
		const { client, desktop } = pair;
		const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, at) => at % 251));
		const { uploadID = '' } = await client.assets.upload({ file: new File([bytes], 'x.bin') });
		await client.messages.send('10', { attachment: { uploadID } });
		const { attachments: [file] = [] } = await desktop.waitForMessage();
		expect(file).toMatchObject({ fileName: 'x.bin', fileSize: 70_000, type: 'unknown' });
		const served = await client.assets.serve({ url: file.id ?? '' });
		expect(Buffer.from(await served.arrayBuffer()).equals(bytes)).toBe(true);
		await desktop.restart();
		const again = { attachment: { uploadID } };
		expect((await rawJSON(desktop, 'POST', '/v1/chats/10/messages', again)).status).toBe(400);
		expect((await client.assets.serve({ url: file.id ?? '' })).status).toBe(200);
	});

	test.each([
		['bytes=2-4', 206, '234', 'bytes 2-4/10'],
		['bytes=7-', 206, '789', 'bytes 7-9/10'],
		['bytes=-2', 206, '89', 'bytes 8-9/10'],
		['bytes=8-99', 206, '89', 'bytes 8-9/10'],
		['bytes=10-', 416, '', 'bytes */10'],
		['bytes=0-1,3-4', 200, '0123456789', undefined],
	])('range %s answers %i', async (Range, status, text, contentRange) => {
		await using desktop = await start();
		const bytes = Buffer.from('0123456789');
		const url = desktop.addAsset({ fileName: 'a', mimeType: 'text/plain', bytes });
		const path = `/v1/assets/serve?url=${encodeURIComponent(url)}`;
		const answer = await raw(desktop, { path, headers: { Range } });
		expect(answer).toMatchObject({ status, text });
		expect(answer.headers['content-range']).toBe(contentRange);
		const known = { 'If-None-Match': String((await raw(desktop, { path })).headers.etag) };
		expect((await raw(desktop, { path, headers: known })).status).toBe(304);
	});

	test('a made-up file of any size is the same whole and in ranges', async () => {
		await using desktop = await start();
		const size = 1_000_003;
		const url = desktop.addAsset({ fileName: 'big.bin', mimeType: 'video/mp4', size });
		const path = `/v1/assets/serve?url=${encodeURIComponent(url)}`;
		const whole = (await raw(desktop, { path })).bytes;
		expect(whole).toHaveLength(size);
		const Range = 'bytes=70001-300000';
		const middle = (await raw(desktop, { path, headers: { Range } })).bytes;
		expect(middle.equals(whole.subarray(70_001, 300_001))).toBe(true);
	});

	test('an upload streams to disk, is counted and hashed, and is gone after closing', async () => {
		const desktop = await start();
		const chunk = Buffer.alloc(1_000_000, 7);
		const hash = createHash('sha256');
		const file = new Blob(Array.from({ length: 30 }, () => (hash.update(chunk), chunk)));
		const body = new FormData();
		body.set('file', file, 'thirty.bin');
		const headers = { Authorization: `Bearer ${desktop.token}` };
		const answer = await fetch(`${desktop.url}/v1/assets/upload`, {
			method: 'POST',
			body,
			headers,
		});
		const { srcURL } = (await answer.json()) as { srcURL: string };
		expect(desktop.uploads()).toMatchObject([{ size: 30_000_000, sha256: hash.digest('hex') }]);
		expect(existsSync(fileURLToPath(srcURL))).toBe(true);
		await desktop.close();
		expect(existsSync(fileURLToPath(srcURL))).toBe(false);
	});

	test('too large a file is HTTP 200 with an error', async () => {
		await using desktop = await start({ maxUploadBytes: 10 });
		const answer = await raw(desktop, form(part('file', 'elevenbytes', 'a')));
		expect(answer).toMatchObject({ status: 200, json: { error: expect.stringContaining('10') } });
		const content = Buffer.from('elevenbytes').toString('base64');
		const path = '/v1/assets/upload/base64';
		expect((await rawJSON(desktop, 'POST', path, { content })).json.uploadID).toBeUndefined();
		expect(desktop.uploads()).toEqual([]);
	});

	test.each([
		['no file', form(part('fileName', 'a'))],
		['an unknown field', form(part('file', 'a', 'a'), part('chatID', '1'))],
		['two files', form(part('file', 'a', 'a'), part('file', 'b', 'b'))],
		['no form', { ...form(), headers: { 'Content-Type': 'application/json' }, body: '{}' }],
		['half a form', { ...form(), body: part('file', 'a', 'a').slice(0, 60) }],
	])('an upload with %s is refused', async (_what, wanted) => {
		await using desktop = await start();
		const answer = await raw(desktop, wanted);
		expect(answer).toMatchObject({ status: 400, json: { code: 'VALIDATION_ERROR' } });
	});

	test('what is not base64 is refused, files outside the app are forbidden', async () => {
		await using desktop = await start();
		const path = '/v1/assets/upload/base64';
		expect((await rawJSON(desktop, 'POST', path, { content: '!!' })).status).toBe(400);
		const passwd = `/v1/assets/serve?url=${encodeURIComponent('file:///etc/passwd')}`;
		expect((await raw(desktop, { path: passwd })).status).toBe(403);
	});
});
