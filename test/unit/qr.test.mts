import { createRequire } from 'node:module';
import fc from 'fast-check';
import { qrCode } from '../../dist/nodes/BeeperAdmin/shared/qr.js';
import { penalty } from '../../dist/nodes/BeeperAdmin/shared/qrMask.js';
import { versionFor, type QrLevel } from '../../dist/nodes/BeeperAdmin/shared/qrSize.js';
import { qrSvg } from '../../dist/nodes/BeeperAdmin/shared/qrSvg.js';

/** The decoder that proves what is encoded; nothing of it is ours. */
const DECODER = '/tmp/qr-dev/node_modules/jsqr'; // will be 'jsqr'
const read = createRequire(import.meta.url)(DECODER) as (
	pixels: Uint8ClampedArray,
	width: number,
	height: number,
	options: { inversionAttempts: 'dontInvert' },
) => { data: string; binaryData: number[]; version: number } | null;

const LEVELS: QrLevel[] = ['L', 'M'];
const versions = Array.from({ length: 40 }, (_, i) => i + 1);

/** What a phone sees: the picture of `qrSvg` in pixels, read by the decoder. */
function scan(modules: boolean[][] | undefined) {
	const svg = qrSvg(modules!); // a missing code fails the test here
	const side = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)![1]);
	const scale = 3;
	const pixels = new Uint8ClampedArray((side * scale) ** 2 * 4).fill(255);
	for (const [, x, y, length] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
		for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row++) {
			const from = (row * side + Number(x)) * scale;
			for (let i = from; i < from + Number(length) * scale; i++) pixels.fill(0, 4 * i, 4 * i + 3);
		}
	}
	return read(pixels, side * scale, side * scale, { inversionAttempts: 'dontInvert' });
}

const bytesOf = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 151 + length) % 256);

function expectRead(data: Uint8Array, options: Parameters<typeof qrCode>[1] = {}) {
	const code = scan(qrCode(data, options));
	expect(code && Buffer.from(code.binaryData).equals(Buffer.from(data))).toBe(true);
	return code!;
}

describe('the QR encoder', () => {
	test.each([
		'2@Ab3dEf9hIjKlMnOpQrStUvWxYz0123456789+/==,Zm9vYmFy,YmF6cXV4,MTIzNDU2',
		'sgnl://linkdevice?uuid=7f3e&pub_key=BQx1',
		'Grüße aus Köln — 你好, Привет, 🎉',
		'x',
	])('writes %j so that it can be read', (text) => {
		expect(expectRead(Buffer.from(text)).data).toBe(text);
	});

	test('writes every length up to 300 bytes', () => {
		for (let length = 1; length <= 300; length++) expectRead(bytesOf(length));
	});

	test.each(LEVELS)('fills every version at level %s to the last byte', (level) => {
		for (const version of versions) {
			let length = 1;
			while (versionFor(length + 1, level)! <= version) length++;
			expect(expectRead(bytesOf(length), { level }).version).toBe(version);
		}
	});

	test.each([0, 1, 2, 3, 4, 5, 6, 7])('writes with mask %i', (mask) => {
		for (const length of [1, 20, 130, 500]) expectRead(bytesOf(length), { mask });
	});

	test('writes whatever bytes come, up to 2,000 of them', () => {
		fc.assert(
			fc.property(
				fc.uint8Array({ minLength: 1, maxLength: 2_000, size: 'max' }),
				fc.constantFrom(...LEVELS),
				(data, level) => void expectRead(data, { level }),
			),
			{ numRuns: 40 },
		);
	});

	test('writes whatever text comes', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }), (text) => {
				fc.pre(text.isWellFormed());
				expectRead(Buffer.from(text));
			}),
			{ numRuns: 60 },
		);
	});

	test('takes the mask that reads best', () => {
		const data = bytesOf(90);
		const points = [0, 1, 2, 3, 4, 5, 6, 7].map((mask) => penalty(qrCode(data, { mask })!));
		expect(penalty(qrCode(data)!)).toBe(Math.min(...points));
		expect(Math.max(...points)).toBeGreaterThan(Math.min(...points));
	});

	test('goes from level M to L for what is too long, and gives up after 2,953 bytes', () => {
		expect(qrCode(bytesOf(2_331))).toEqual(qrCode(bytesOf(2_331), { level: 'M' }));
		expect(qrCode(bytesOf(2_332), { level: 'M' })).toBeUndefined();
		expectRead(bytesOf(2_332));
		expectRead(bytesOf(2_953));
		expect(qrCode(bytesOf(2_954))).toBeUndefined();
	});
});
