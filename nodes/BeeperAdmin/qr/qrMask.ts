import type { QrGrid } from './qrGrid';

/** The eight masks: whether the module at x, y is flipped. */
export const MASKS: Array<(x: number, y: number) => boolean> = [
	(x, y) => (x + y) % 2 === 0,
	(_, y) => y % 2 === 0,
	(x) => x % 3 === 0,
	(x, y) => (x + y) % 3 === 0,
	(x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
	(x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
	(x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
	(x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** Flips the data modules that a mask selects; twice changes nothing. */
export function applyMask({ side, dark, fixed }: QrGrid, mask: number) {
	for (let y = 0; y < side; y++) {
		for (let x = 0; x < side; x++) {
			if (!fixed[y][x] && MASKS[mask](x, y)) dark[y][x] = !dark[y][x];
		}
	}
}

/** How hard the grid is to read, by the four rules of ISO/IEC 18004, 7.8.3; the lowest is best. */
export function penalty(dark: boolean[][]): number {
	const columns = dark.map((_, x) => dark.map((row) => row[x]));
	const lines = [...dark, ...columns];
	return (
		sum(lines.map(runs)) + squares(dark) + 40 * sum(lines.map(finderLike)) + 10 * imbalance(dark)
	);
}

/** Five and more modules of one colour in line. */
function runs(line: boolean[]): number {
	let total = 0;
	let length = 0;
	line.forEach((isDark, i) => {
		length = i > 0 && line[i - 1] === isDark ? length + 1 : 1;
		if (length === 5) total += 3;
		else if (length > 5) total++;
	});
	return total;
}

/** Squares of two by two modules of one colour. */
function squares(dark: boolean[][]): number {
	let total = 0;
	for (let y = 1; y < dark.length; y++) {
		for (let x = 1; x < dark.length; x++) {
			const colour = dark[y][x];
			const isSquare =
				dark[y - 1][x] === colour && dark[y][x - 1] === colour && dark[y - 1][x - 1] === colour;
			if (isSquare) total += 3;
		}
	}
	return total;
}

/** What looks like a finder pattern (1:1:3:1:1) with four light modules on a side. */
function finderLike(line: boolean[]): number {
	const text = line.map((isDark) => (isDark ? '1' : '0')).join('');
	return count(text, /(?=10111010000)/g) + count(text, /(?=00001011101)/g);
}

/** By how many steps of 5 % the share of dark modules is off one half. */
function imbalance(dark: boolean[][]): number {
	const share = sum(dark.map((row) => row.filter(Boolean).length)) / dark.length ** 2;
	return Math.floor(Math.abs(share - 0.5) / 0.05);
}

const count = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].length;
const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
