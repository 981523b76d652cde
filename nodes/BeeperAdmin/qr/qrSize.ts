/** How much of a QR code may be unreadable: L about 7 %, M about 15 %. */
export type QrLevel = 'L' | 'M';

export const MAX_VERSION = 40;

// ISO/IEC 18004, table 9; the first entry is version 1.
const CHECK_PER_BLOCK: Record<QrLevel, number[]> = {
	L: [
		7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30,
		26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
	],
	M: [
		10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28,
		28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
	],
};
const BLOCKS: Record<QrLevel, number[]> = {
	L: [
		1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15,
		16, 17, 18, 19, 19, 20, 21, 22, 24, 25,
	],
	M: [
		1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25,
		26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49,
	],
};

/** Modules along one side of a version. */
export const sideOf = (version: number) => 17 + 4 * version;

/** How the codewords of a version and level are divided: `check` bytes per block, the other numbers in all. */
export function blocksOf(version: number, level: QrLevel) {
	const codewords = Math.floor(dataModules(version) / 8);
	const blocks = BLOCKS[level][version - 1];
	const check = CHECK_PER_BLOCK[level][version - 1];
	return { codewords, blocks, check, data: codewords - blocks * check };
}

/** The smallest version that holds this many bytes; `undefined` if none does. */
export function versionFor(bytes: number, level: QrLevel): number | undefined {
	for (let version = 1; version <= MAX_VERSION; version++) {
		const bits = 4 + lengthBits(version) + 8 * bytes;
		if (bits <= 8 * blocksOf(version, level).data) return version;
	}
	return undefined;
}

/** The width, in bits, of the field that says how many bytes follow. */
export const lengthBits = (version: number) => (version < 10 ? 8 : 16);

/** Where the centres of the alignment patterns are, along either axis. */
export function alignmentCentres(version: number): number[] {
	if (version === 1) return [];
	const count = Math.floor(version / 7) + 2;
	const last = sideOf(version) - 7;
	const step = 2 * Math.floor((8 * version + 3 * count + 5) / (4 * count - 4));
	const rest = Array.from({ length: count - 1 }, (_, i) => last - i * step).reverse();
	return [6, ...rest];
}

/** Modules that are left for codewords when all fixed patterns are drawn. */
function dataModules(version: number): number {
	const finders = 3 * 64;
	const timing = 2 * (sideOf(version) - 16);
	const format = 31;
	const versionInfo = version < 7 ? 0 : 36;
	const centres = alignmentCentres(version).length;
	// Three of the crossings are finders; those on the timing lines share 5 modules with them.
	const alignment = centres ? 25 * (centres ** 2 - 3) - 10 * (centres - 2) : 0;
	return sideOf(version) ** 2 - finders - timing - format - versionInfo - alignment;
}
