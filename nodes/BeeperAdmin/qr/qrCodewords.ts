import { checkBytes } from './qrCheck';
import { blocksOf, lengthBits, type QrLevel } from './qrSize';

const BYTE_MODE = 0b0100;
const PADDING = [0xec, 0x11];

/** All codewords of a QR code that holds `bytes`, data and check, in the order in which they are drawn. */
export function codewordsOf(bytes: Uint8Array, version: number, level: QrLevel): Uint8Array {
	const { codewords, blocks, check, data } = blocksOf(version, level);
	const padded = pad(bytes, version, data);

	// The first blocks have one byte less where the data cannot be divided evenly.
	const short = Math.floor(data / blocks);
	const shortBlocks = blocks - (data % blocks);
	const parts: Array<{ data: Uint8Array; check: Uint8Array }> = [];
	for (let i = 0, start = 0; i < blocks; i++) {
		const end = start + short + (i < shortBlocks ? 0 : 1);
		const part = padded.subarray(start, end);
		parts.push({ data: part, check: checkBytes(part, check) });
		start = end;
	}

	const drawn: number[] = [];
	for (let i = 0; i <= short; i++) {
		for (const part of parts) if (i < part.data.length) drawn.push(part.data[i]);
	}
	for (let i = 0; i < check; i++) for (const part of parts) drawn.push(part.check[i]);
	return Uint8Array.from(drawn.slice(0, codewords));
}

/** Mode, length and bytes as a row of bits, filled up to the version's size. */
function pad(bytes: Uint8Array, version: number, size: number): Uint8Array {
	const bits: number[] = [];
	const push = (value: number, count: number) => {
		for (let bit = count - 1; bit >= 0; bit--) bits.push((value >>> bit) & 1);
	};
	push(BYTE_MODE, 4);
	push(bytes.length, lengthBits(version));
	for (const byte of bytes) push(byte, 8);
	push(0, Math.min(4, 8 * size - bits.length));
	push(0, (8 - (bits.length % 8)) % 8);
	for (let i = 0; bits.length < 8 * size; i++) push(PADDING[i % 2], 8);

	const padded = new Uint8Array(size);
	bits.forEach((bit, i) => (padded[i >>> 3] |= bit << (7 - (i & 7))));
	return padded;
}
