import { readFile } from 'node:fs/promises';
import { expect } from './expect.mts';
import type { Call } from './call.mts';

/** The calls on `assets`, by their names in the official client. */
export const assets: Record<string, Call> = {
	'assets.upload': {
		endpoint: 'POST /v1/assets/upload',
		params: 'AssetUploadParams',
		answer: 'AssetUploadResponse',
		async prove(client, desktop) {
			const file = new File(['%PDF-1.4 hello'], 'hello.pdf', { type: 'text/plain' });
			const sniffed = await client.assets.upload({ file });
			expect(sniffed).toMatchObject({ fileName: 'hello.pdf', mimeType: 'application/pdf' });
			expect(String(await readFile(new URL(sniffed.srcURL ?? '')))).toBe('%PDF-1.4 hello');
			const named = await client.assets.upload({ file, fileName: 'a.txt', mimeType: 'text/plain' });
			expect(named).toMatchObject({ fileName: 'a.txt', mimeType: 'text/plain', fileSize: 14 });
			const sha256 = desktop.sha256(Buffer.from('%PDF-1.4 hello'));
			expect(desktop.uploads().map((upload) => upload.sha256)).toEqual([sha256, sha256]);
		},
	},
	'assets.uploadBase64': {
		endpoint: 'POST /v1/assets/upload/base64',
		params: 'AssetUploadBase64Params',
		answer: 'AssetUploadBase64Response',
		async prove(client, desktop) {
			const content = Buffer.from('hello').toString('base64');
			const { uploadID } = await client.assets.uploadBase64({ content, fileName: 'h.txt' });
			expect(desktop.uploads()).toMatchObject([{ uploadID, fileName: 'h.txt', size: 5 }]);
		},
	},
	'assets.download': {
		endpoint: 'POST /v1/assets/download',
		params: 'AssetDownloadParams',
		answer: 'AssetDownloadResponse',
		async prove(client, desktop) {
			const [picture] = desktop
				.messages('Mara Lindqvist')
				.flatMap(({ attachments = [] }) => attachments);
			const { srcURL } = await client.assets.download({ url: picture.id ?? '' });
			expect(srcURL).toMatch(/^file:\/\/.*terrace\.png$/);
			const lost = await client.assets.download({ url: 'mxc://example.org/nothing' });
			expect(lost.srcURL).toBeUndefined();
			expect(lost.error).toMatch(/nothing/);
		},
	},
	'assets.serve': {
		endpoint: 'GET /v1/assets/serve',
		params: 'AssetServeParams',
		answer: null,
		async prove(client, desktop) {
			const url = desktop.addAsset({
				fileName: 'a.bin',
				mimeType: 'application/x-test',
				bytes: Buffer.from('0123456789'),
			});
			const response = await client.assets.serve({ url });
			expect(response.headers.get('content-type')).toBe('application/x-test');
			expect(await response.text()).toBe('0123456789');
		},
	},
};
