/** Puts figures into Markdown tables, and these into docs/benchmarks.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { root } from '../../setup.mjs';
import { plot } from './plot.mjs';
import { spread } from './rounds.mjs';

/** A number with as many digits as mean something. */
export const figure = (value) =>
	value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : 0 });

/** The spread of numbers: "0.81 (0.74 to 0.90)". */
export function range(values) {
	const { median, low, high } = spread(values);
	return `${figure(median)} (${figure(low)} to ${figure(high)})`;
}

export function table(headings, rows) {
	const alignment = ['---', ...headings.slice(1).map(() => '---:')];
	return [headings, alignment, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/**
 * How the first of several variants does next to the others, as a result for `report`. `runs` are theirs by name (see
 * `runRounds` and `timed`), each over so many units: messages, events.
 */
export function comparison(title, runs, count, unit, plotTitle = title) {
	const [[, own], ...others] = Object.entries(runs);
	const speeds = others.map(([, other]) => own.map(({ ms }, round) => other[round].ms / ms));
	const ratios = others.map(([name, other], index) => [
		name,
		`**${range(speeds[index])}**`,
		range(own.map(({ cpuMs }, round) => cpuMs / other[round].cpuMs)),
	]);
	const each = Object.entries(runs).map(([name, of]) => [
		name,
		range(of.map(({ ms }) => (count / ms) * 1000)),
		`${figure(spread(of.map(({ cpuMs }) => (cpuMs / count) * 1000)).median)} µs`,
	]);
	const text = [
		table(['Next to', 'times as fast', 'times the processor time'], ratios),
		table(['', `${unit}s per second`, `processor time per ${unit}`], each),
	].join('\n\n');
	const bars = others.map(([name], index) => ({
		label: [plotTitle, `next to ${name}`],
		...spread(speeds[index]),
	}));
	return { title, text, bars };
}

/**
 * Prints results `{ title, text, bars }`, each as soon as it is there; if it `isWritten`, puts them into the document
 * and draws the bars under the heading that is given.
 */
export async function report(name, results, isWritten, heading) {
	const [{ model }] = cpus();
	const date = new Date().toISOString().slice(0, 10);
	const machine = `${cpus().length} × ${model.trim()}, ${process.platform}, Node ${process.version}`;
	const texts = [`_${date}, ${machine}._`];
	const allBars = [];
	for await (const { title, text, bars = [] } of results) {
		texts.push(title ? `### ${title}\n\n${text}` : text);
		allBars.push(...bars);
		console.log(`${texts.at(-1)}\n`);
	}
	if (!isWritten) return;
	write(name, texts.join('\n\n'));
	if (heading) plot(name, heading, allBars);
}

/** Replaces what stands between `<!-- name -->` and `<!-- end of name -->`. */
function write(name, text) {
	const file = path.join(root, 'docs', 'benchmarks.md');
	const place = new RegExp(`(?<=<!-- ${name} -->\n).*(?=<!-- end of ${name} -->)`, 's');
	const [before, after] = readFileSync(file, 'utf8').split(place);
	if (after === undefined) throw new Error(`docs/benchmarks.md has no place for ${name}`);
	writeFileSync(file, `${before}\n${text}\n\n${after}`);
}
