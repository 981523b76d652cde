/** Draws docs/benchmarks/<name>.svg: a bar per ratio, with its lowest and highest, and a line where both are equal. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../setup.mjs';

const [WIDTH, LEFT, RIGHT, TOP, ROW] = [760, 330, 60, 64, 42];
const [INK, GREY, GRID, BLUE] = ['#222', '#666', '#ddd', '#3b74c7'];

/** `bars` are `{ label, median, low, high }`; the label is two lines. */
export function plot(name, { title, axis }, bars) {
	const highest = Math.max(1, ...bars.map(({ high }) => high));
	const step = [0.1, 0.2, 0.25, 0.5, 1, 2].find((one) => highest / one <= 8) ?? 5;
	const steps = Math.ceil(highest / step);
	const x = (value) => Math.round(LEFT + (value / (steps * step)) * (WIDTH - LEFT - RIGHT));
	const bottom = TOP + bars.length * ROW;
	const ticks = Array.from({ length: steps + 1 }, (_, index) => index * step);
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" viewBox="0 0 ${WIDTH} ${bottom + 56}" font-family="sans-serif" font-size="13">
<rect width="100%" height="100%" fill="#fff"/>
<text x="16" y="28" font-size="16" font-weight="bold" fill="${INK}">${title}</text>
<text x="16" y="48" fill="${GREY}">bar: median of the rounds; whisker: lowest to highest</text>
${ticks
	.map(
		(tick) => `<path d="M${x(tick)} ${TOP}V${bottom}" stroke="${tick === 1 ? INK : GRID}"/>
<text x="${x(tick)}" y="${bottom + 18}" text-anchor="middle" fill="${GREY}">${+tick.toFixed(2)}</text>`,
	)
	.join('\n')}
${bars
	.map(({ label, median, low, high }, index) => {
		const y = TOP + (index + 0.5) * ROW;
		return `<text x="${LEFT - 10}" y="${y - 4}" text-anchor="end" fill="${INK}">${label[0]}</text>
<text x="${LEFT - 10}" y="${y + 11}" text-anchor="end" font-size="11" fill="${GREY}">${label[1]}</text>
<rect x="${LEFT}" y="${y - 11}" width="${x(median) - LEFT}" height="22" fill="${BLUE}"/>
<path d="M${x(low)} ${y}H${x(high)}M${x(low)} ${y - 4}v8M${x(high)} ${y - 4}v8" stroke="${INK}"/>
<text x="${x(high) + 6}" y="${y + 4}" fill="${INK}">${median.toFixed(2)}</text>`;
	})
	.join('\n')}
<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${bottom + 42}" text-anchor="middle" fill="${INK}">${axis}</text>
</svg>
`;
	writeFileSync(path.join(root, 'docs', 'benchmarks', `${name}.svg`), svg);
}
