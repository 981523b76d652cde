import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../setup.mjs';

const WIDTH = 760;
const LEFT = 330;
const ROW = 42;
const TOP = 64;
const [INK, GREY, GRID, BLUE] = ['#222', '#666', '#ddd', '#3b74c7'];

/**
 * Draws docs/benchmarks/<name>.svg: a horizontal bar per ratio, with its lowest and highest as a whisker, and
 * a line at 1, where both sides are equally fast. `bars` are `{ label, median, low, high }`;
 * the label is two lines.
 */
export function plot(name, { title, axis }, bars) {
	const most = Math.max(1, ...bars.map(({ high }) => high));
	const step = [0.1, 0.2, 0.25, 0.5, 1, 2].find((one) => most / one <= 8) ?? 5;
	const end = Math.ceil(most / step) * step;
	const x = (value) => LEFT + (value / end) * (WIDTH - LEFT - 60);
	const bottom = TOP + bars.length * ROW;
	const ticks = Array.from({ length: Math.round(end / step) + 1 }, (_, index) => index * step);
	const svg = [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" viewBox="0 0 ${WIDTH} ${bottom + 56}" font-family="sans-serif" font-size="13">`,
		`<rect width="100%" height="100%" fill="#fff"/>`,
		text(16, 28, title, `font-size="16" font-weight="bold" fill="${INK}"`),
		text(16, 48, 'bar: median of the rounds; whisker: lowest to highest', `fill="${GREY}"`),
		...ticks.flatMap((value) => [
			line(x(value), TOP, x(value), bottom, value === 1 ? INK : GRID),
			text(x(value), bottom + 18, String(+value.toFixed(2)), `text-anchor="middle" fill="${GREY}"`),
		]),
		...bars.flatMap((bar, index) => row(bar, TOP + index * ROW, x)),
		text((LEFT + WIDTH - 60) / 2, bottom + 42, axis, `text-anchor="middle" fill="${INK}"`),
		'</svg>\n',
	];
	const folder = path.join(root, 'docs', 'benchmarks');
	mkdirSync(folder, { recursive: true });
	writeFileSync(path.join(folder, `${name}.svg`), svg.join('\n'));
}

function row({ label, median, low, high }, y, x) {
	const middle = y + ROW / 2;
	return [
		text(LEFT - 10, middle - 4, label[0], `text-anchor="end" fill="${INK}"`),
		text(LEFT - 10, middle + 11, label[1], `text-anchor="end" font-size="11" fill="${GREY}"`),
		`<rect x="${x(0)}" y="${y + 10}" width="${round(x(median) - x(0))}" height="${ROW - 20}" fill="${BLUE}"/>`,
		line(x(low), middle, x(high), middle, INK),
		line(x(low), middle - 4, x(low), middle + 4, INK),
		line(x(high), middle - 4, x(high), middle + 4, INK),
		text(x(high) + 6, middle + 4, median.toFixed(2), `fill="${INK}"`),
	];
}

const line = (x1, y1, x2, y2, stroke) =>
	`<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="${stroke}"/>`;

const text = (x, y, words, attributes) =>
	`<text x="${round(x)}" y="${round(y)}" ${attributes}>${escape(words)}</text>`;

const round = (value) => Math.round(value * 10) / 10;

const escape = (words) => words.replace(/&/g, '&amp;').replace(/</g, '&lt;');
