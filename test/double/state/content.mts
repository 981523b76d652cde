import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';

/** Where the bytes of a file are: in memory, on disk, or made up as they are read. */
export type Content = { bytes: Uint8Array } | { path: string } | { size: number; made: true };

/** Reads bytes `start` to `end`, both included, without holding the whole file. */
export function read(content: Content, start: number, end: number): Readable {
	if ('path' in content) return createReadStream(content.path, { start, end });
	if ('bytes' in content) return Readable.from([content.bytes.subarray(start, end + 1)]);
	return Readable.from(made(start, end));
}

const blockSize = 65_536;

// Byte n is always the same, wherever reading starts, so that ranges of a made file fit together.
function* made(start: number, end: number): Generator<Buffer> {
	for (let at = start; at <= end; at += blockSize) {
		const block = Buffer.alloc(Math.min(blockSize, end - at + 1));
		for (let offset = 0; offset < block.length; offset += 1) {
			block[offset] = ((at + offset) * 31 + ((at + offset) >> 8)) & 0xff;
		}
		yield block;
	}
}
