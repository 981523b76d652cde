import { codewordsOf } from './qrCodewords';
import { QrGrid } from './qrGrid';
import { applyMask, MASKS, penalty } from './qrMask';
import { versionFor, type QrLevel } from './qrSize';

interface QrOptions {
	/** Default: M, or L if the data is too long for M. */
	level?: QrLevel;
	/** Default: the mask with the lowest penalty. */
	mask?: number;
}

/**
 * A QR code (ISO/IEC 18004, byte mode) as rows of modules, `true` for dark, without its light border; `undefined` for
 * more than 2,331 bytes at level M or 2,953 at L.
 */
export function qrCode(data: Uint8Array, options: QrOptions = {}): boolean[][] | undefined {
	const level = options.level ?? (versionFor(data.length, 'M') ? 'M' : 'L');
	const version = versionFor(data.length, level);
	if (version === undefined) return undefined;

	const grid = new QrGrid(version);
	grid.drawData(codewordsOf(data, version, level));
	const mask = options.mask ?? bestMask(grid, level);
	applyMask(grid, mask);
	grid.drawFormat(level, mask);
	return grid.dark;
}

function bestMask(grid: QrGrid, level: QrLevel): number {
	const penalties = MASKS.map((_, mask) => {
		applyMask(grid, mask);
		grid.drawFormat(level, mask);
		const points = penalty(grid.dark);
		applyMask(grid, mask);
		return points;
	});
	return penalties.indexOf(Math.min(...penalties));
}
