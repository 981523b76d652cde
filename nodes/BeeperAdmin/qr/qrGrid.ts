import { withRemainder } from './qrCheck';
import { alignmentCentres, sideOf, type QrLevel } from './qrSize';

/** The modules of a QR code being drawn; `fixed` marks those that carry no data and are never masked. */
export class QrGrid {
	readonly side: number;
	readonly dark: boolean[][];
	readonly fixed: boolean[][];

	constructor(readonly version: number) {
		this.side = sideOf(version);
		const empty = () =>
			Array.from({ length: this.side }, () => Array<boolean>(this.side).fill(false));
		this.dark = empty();
		this.fixed = empty();
		this.drawTiming();
		this.drawFinders();
		this.drawAlignment();
		this.drawVersion();
		// Reserves the modules; the real level and mask are drawn at the end.
		this.drawFormat('M', 0);
	}

	/** Draws codewords in two-module columns from the right, up and down by turns. */
	drawData(codewords: Uint8Array) {
		let i = 0;
		for (let right = this.side - 1; right >= 1; right -= 2) {
			// The vertical timing line takes a whole column.
			if (right === 6) right = 5;
			const isUpward = ((right + 1) & 2) === 0;
			for (let step = 0; step < this.side; step++) {
				const y = isUpward ? this.side - 1 - step : step;
				for (const x of [right, right - 1]) {
					if (this.fixed[y][x] || i >= 8 * codewords.length) continue;
					this.dark[y][x] = ((codewords[i >>> 3] >>> (7 - (i & 7))) & 1) === 1;
					i++;
				}
			}
		}
	}

	/** Draws the format (level and mask), which a QR code holds twice. */
	drawFormat(level: QrLevel, mask: number) {
		const word = withRemainder(((level === 'L' ? 1 : 0) << 3) | mask, 0x537) ^ 0x5412;
		const bit = (i: number) => ((word >>> i) & 1) === 1;
		for (let i = 0; i < 8; i++) {
			// Row 6 and column 6 hold the timing lines.
			this.fix(8, i < 6 ? i : i + 1, bit(i));
			this.fix(this.side - 1 - i, 8, bit(i));
		}
		for (let i = 8; i < 15; i++) {
			this.fix(i === 8 ? 7 : 14 - i, 8, bit(i));
			this.fix(8, this.side - 15 + i, bit(i));
		}
		this.fix(8, this.side - 8, true);
	}

	private fix(x: number, y: number, isDark: boolean) {
		this.dark[y][x] = isDark;
		this.fixed[y][x] = true;
	}

	private drawTiming() {
		for (let i = 0; i < this.side; i++) {
			this.fix(6, i, i % 2 === 0);
			this.fix(i, 6, i % 2 === 0);
		}
	}

	private drawFinders() {
		for (const [x, y] of [
			[3, 3],
			[this.side - 4, 3],
			[3, this.side - 4],
		]) {
			// One more than the pattern, for the light border around it.
			this.drawRings(x, y, 4, (ring) => ring !== 2 && ring !== 4);
		}
	}

	private drawAlignment() {
		const centres = alignmentCentres(this.version);
		const last = centres.at(-1);
		for (const x of centres) {
			for (const y of centres) {
				const isFinder = (x === 6 && y === 6) || (x === 6 && y === last) || (x === last && y === 6);
				if (!isFinder) this.drawRings(x, y, 2, (ring) => ring !== 1);
			}
		}
	}

	private drawRings(cx: number, cy: number, reach: number, isDark: (ring: number) => boolean) {
		for (let dy = -reach; dy <= reach; dy++) {
			for (let dx = -reach; dx <= reach; dx++) {
				const [x, y] = [cx + dx, cy + dy];
				const isInside = x >= 0 && y >= 0 && x < this.side && y < this.side;
				if (isInside) this.fix(x, y, isDark(Math.max(Math.abs(dx), Math.abs(dy))));
			}
		}
	}

	private drawVersion() {
		if (this.version < 7) return;
		const word = withRemainder(this.version, 0x1f25);
		for (let i = 0; i < 18; i++) {
			const isDark = ((word >>> i) & 1) === 1;
			const [near, far] = [Math.floor(i / 3), this.side - 11 + (i % 3)];
			this.fix(near, far, isDark);
			this.fix(far, near, isDark);
		}
	}
}
