import fc from 'fast-check';
import { qrCode } from '../../../dist/nodes/BeeperAdmin/qr/qr.js';
import { penalty } from '../../../dist/nodes/BeeperAdmin/qr/qrMask.js';
import { qrPng } from '../../../dist/nodes/BeeperAdmin/qr/qrPng.js';
import { versionFor, type QrLevel } from '../../../dist/nodes/BeeperAdmin/qr/qrSize.js';
import { qrSvg } from '../../../dist/nodes/BeeperAdmin/qr/qrSvg.js';
import { scan } from '../../integration/admin/scan.mts';

const LEVELS: QrLevel[] = ['L', 'M'];

/** jsqr 1.4.0 looks for an alignment pattern of version 23 at 74, where the standard has it at 78. */
const UNREADABLE = 23;
const versions = Array.from({ length: 40 }, (_, i) => i + 1).filter((one) => one !== UNREADABLE);

const bytesOf = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 151 + length) % 256);

function expectRead(data: Uint8Array, options: Parameters<typeof qrCode>[1] = {}) {
	const code = scan(Buffer.from(qrSvg(qrCode(data, options)!))); // a missing one fails the test here
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

	test('writes every length up to 200 bytes', () => {
		for (let length = 1; length <= 200; length++) expectRead(bytesOf(length));
	});

	test.each([1, 200, 1_500, 2_953])(
		'makes a PNG of %i bytes that can be read too',
		async (length) => {
			const data = bytesOf(length);
			const picture = await qrPng(qrCode(data)!); // short enough for one
			expect(Buffer.from(scan(picture)?.binaryData ?? [])).toEqual(Buffer.from(data));
			expect(picture.length).toBeLessThan(10_000);
		},
	);

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
				(data, level) => {
					fc.pre(versionFor(data.length, level) !== UNREADABLE);
					expectRead(data, { level });
				},
			),
			// Each try to shrink would be a picture of its own to read.
			{ numRuns: 40, endOnFailure: true },
		);
	});

	test('writes whatever text comes', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }), (text) => {
				fc.pre(text.isWellFormed());
				expectRead(Buffer.from(text));
			}),
			{ numRuns: 60, endOnFailure: true },
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
