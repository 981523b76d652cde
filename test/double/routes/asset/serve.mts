import { createHash } from 'node:crypto';
import type { Answer } from '../../http/answer.mts';
import { byteRange } from '../../http/range.mts';
import { notFound, Refusal } from '../../http/refusal.mts';
import { route } from '../../http/route.mts';
import { read } from '../../state/content.mts';

/** GET /v1/assets/serve: the bytes, whole or a range; 304 for a known ETag, 416 beyond the end. */
export const serve = route<never, { url: string }>({
	endpoint: 'GET /v1/assets/serve',
	handle: ({ query: { url }, request }, { assets }): Answer => {
		const asset = assets.find(url);
		if (!asset && url.startsWith('file://')) {
			throw new Refusal(403, 'forbidden', 'This file is outside the folders Beeper serves');
		}
		if (!asset) throw notFound(`Asset ${url}`);
		const etag = `"${createHash('sha256').update(url).digest('hex').slice(0, 16)}"`;
		const headers = { 'Content-Type': asset.mimeType, 'Accept-Ranges': 'bytes', ETag: etag };
		if (request.headers['if-none-match'] === etag) return { status: 304, headers };
		const range = byteRange(request.headers.range, asset.size);
		if (range === 'unsatisfiable') {
			return { status: 416, headers: { 'Content-Range': `bytes */${asset.size}` } };
		}
		const { start, end } = range ?? { start: 0, end: asset.size - 1 };
		const partial = range && { 'Content-Range': `bytes ${start}-${end}/${asset.size}` };
		return {
			status: range ? 206 : 200,
			headers: { ...headers, ...partial, 'Content-Length': end - start + 1 },
			stream: read(asset.content, start, end),
		};
	},
});
