import { createRequire } from 'node:module';
import { crc32, inflateSync } from 'node:zlib';

/** The decoder that proves what is encoded; nothing of it is ours. */
const read = createRequire(import.meta.url)('jsqr') as (
	pixels: Uint8ClampedArray,
	width: number,
	height: number,
	options: { inversionAttempts: 'dontInvert' },
) => Code | null;

interface Code {
	data: string;
	binaryData: number[];
	version: number;
}

/** What a phone reads from a picture of a QR code, PNG or SVG; null where it finds none. */
export function scan(picture: Buffer): Code | null {
	const { width, isDark } = picture[0] === 0x89 ? png(picture) : svg(picture.toString());
	const pixels = new Uint8ClampedArray(4 * width ** 2).fill(255);
	for (let i = 0; i < width ** 2; i++) if (isDark(i)) pixels.fill(0, 4 * i, 4 * i + 3);
	return read(pixels, width, width, { inversionAttempts: 'dontInvert' });
}

/** A square picture: its side, and which of its pixels, counted line by line, are dark. */
interface Picture {
	width: number;
	isDark: (pixel: number) => boolean;
}

function svg(text: string): Picture {
	const side = Number(/viewBox="0 0 (\d+) \1"/.exec(text)?.[1]);
	const scale = 3;
	const dark = new Set<number>();
	for (const [, x, y, length] of text.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
		for (let i = 0; i < Number(length); i++) dark.add(Number(y) * side + Number(x) + i);
	}
	const width = side * scale;
	const module = (pixel: number) =>
		Math.floor(pixel / width / scale) * side + Math.floor((pixel % width) / scale);
	return { width, isDark: (pixel) => dark.has(module(pixel)) };
}

/** A PNG of one bit per pixel, unfiltered; its checksums must be right. */
function png(bytes: Buffer): Picture {
	const chunks = new Map<string, Buffer>();
	for (let at = 8; at < bytes.length;) {
		const length = bytes.readUInt32BE(at);
		const body = bytes.subarray(at + 4, at + 8 + length);
		expect(crc32(body)).toBe(bytes.readUInt32BE(at + 8 + length));
		chunks.set(body.toString('latin1', 0, 4), body.subarray(4));
		at += 12 + length;
	}
	expect([...chunks.keys()]).toEqual(['IHDR', 'IDAT', 'IEND']);
	const [header, data] = [...chunks.values()];
	const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
	expect([...header.subarray(8)]).toEqual([1, 0, 0, 0, 0]);
	const rows = inflateSync(data);
	const stride = 1 + width / 8;
	expect([width, rows.length]).toEqual([height, height * stride]);
	return {
		width,
		isDark: (pixel) => {
			const [x, y] = [pixel % width, Math.floor(pixel / width)];
			return ((rows[y * stride + 1 + (x >> 3)] >> (7 - (x & 7))) & 1) === 0;
		},
	};
}
