import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { root } from '../../setup.mjs';

const file = path.join(root, 'docs', 'benchmarks.md');

/** Replaces what stands between `<!-- name -->` and `<!-- end of name -->` in docs/benchmarks.md. */
export function write(name, text) {
	const [start, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
	const document = readFileSync(file, 'utf8');
	const [before, rest] = document.split(start);
	const after = rest?.split(end)[1];
	if (after === undefined) throw new Error(`docs/benchmarks.md has no place "${start}"`);
	writeFileSync(file, `${before}${start}\n\n${text}\n\n${end}${after}`);
}

/** Where and when, for the document. */
export function machine() {
	const [{ model }] = cpus();
	const date = new Date().toISOString().slice(0, 10);
	return `_${date}, ${cpus().length} × ${model.trim()}, ${process.platform}, Node ${process.version}._`;
}

/** A number with as many digits as mean something. */
export function figure(value) {
	return value.toLocaleString(
		'en',
		value < 10 ? { maximumFractionDigits: 2 } : { maximumFractionDigits: 0 },
	);
}

/** "0.81 (0.74 to 0.90)" */
export function range({ median, low, high }) {
	return `${figure(median)} (${figure(low)} to ${figure(high)})`;
}
