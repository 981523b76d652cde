/** The light border that readers need, in modules. */
const BORDER = 4;

/** One pixel is one bit, so a module of eight is one byte. */
const PIXELS_PER_MODULE = 8;
const LIGHT = 0xff;
const DARK = 0x00;

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** A QR code as a PNG picture, black on white: n8n's editor, mail programs and messengers all show it. */
export async function qrPng(modules: boolean[][]): Promise<Buffer> {
	const side = modules.length + 2 * BORDER;
	const size = Buffer.alloc(4);
	size.writeUInt32BE(side * PIXELS_PER_MODULE);
	const [bitDepth, grayscale, deflate, filters, interlace] = [1, 0, 0, 0, 0];
	const format = Buffer.from([bitDepth, grayscale, deflate, filters, interlace]);
	return Buffer.concat([
		Buffer.from(SIGNATURE),
		chunk('IHDR', Buffer.concat([size, size, format])),
		chunk('IDAT', await compressed(rows(modules, side))),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

/** The lines of the picture from top to bottom, each with the filter byte 0 ("none") in front. */
function rows(modules: boolean[][], side: number): Buffer {
	const border = Array<number>(BORDER).fill(LIGHT);
	const light = [0, ...Array<number>(side).fill(LIGHT)];
	const margin = Array<number[]>(BORDER).fill(light);
	const code = modules.map((row) => [
		0,
		...border,
		...row.map((isDark) => (isDark ? DARK : LIGHT)),
		...border,
	]);
	const lines = [...margin, ...code, ...margin];
	return Buffer.from(lines.flatMap((line) => Array<number[]>(PIXELS_PER_MODULE).fill(line).flat()));
}

async function compressed(bytes: Buffer): Promise<Buffer> {
	// The web platform's compression: n8n lets no package import Node's zlib.
	const stream = new Blob([new Uint8Array(bytes)])
		.stream()
		.pipeThrough(new CompressionStream('deflate'));
	return Buffer.from(await new Response(stream).arrayBuffer());
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const framed = Buffer.alloc(body.length + 8);
	framed.writeUInt32BE(data.length);
	body.copy(framed, 4);
	framed.writeUInt32BE(crc32(body), body.length + 4);
	return framed;
}

function crc32(bytes: Uint8Array): number {
	let crc = ~0;
	for (const byte of bytes) {
		crc ^= byte;
		for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return ~crc >>> 0;
}
