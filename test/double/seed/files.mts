import { crc32, deflateSync } from 'node:zlib';

/** A PNG of one colour. Made here, because picture files in the tree would end up in the package. */
export function png(width: number, height: number, [red, green, blue]: number[]): Buffer {
	const row = Buffer.from([0, ...Array.from({ length: width }, () => [red, green, blue]).flat()]);
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([8, 2, 0, 0, 0], 8);
	return Buffer.concat([
		Buffer.from('89504e470d0a1a0a', 'hex'),
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

/** A mono WAV file with a tone. */
export function wav(seconds: number): Buffer {
	const rate = 8000;
	const samples = Buffer.alloc(seconds * rate);
	for (let at = 0; at < samples.length; at += 1) {
		samples[at] = 128 + Math.round(60 * Math.sin((at / rate) * 440 * 2 * Math.PI));
	}
	const header = Buffer.alloc(44);
	header.write('RIFF', 0);
	header.writeUInt32LE(36 + samples.length, 4);
	header.write('WAVEfmt ', 8);
	header.writeUInt32LE(16, 16);
	header.writeUInt16LE(1, 20);
	header.writeUInt16LE(1, 22);
	header.writeUInt32LE(rate, 24);
	header.writeUInt32LE(rate, 28);
	header.writeUInt16LE(1, 32);
	header.writeUInt16LE(8, 34);
	header.write('data', 36);
	header.writeUInt32LE(samples.length, 40);
	return Buffer.concat([header, samples]);
}

/** The smallest text that counts as a PDF. */
export const pdf = Buffer.from('%PDF-1.4\n%%EOF\n');

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type), data]);
	const frame = Buffer.alloc(body.length + 8);
	frame.writeUInt32BE(data.length, 0);
	frame.set(body, 4);
	frame.writeUInt32BE(crc32(body), body.length + 4);
	return frame;
}
