import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { stopEngine } from '../engine/index.mts';
import { changesTable, closingLine, failure, heading, journal, minuteRow } from './report.mts';
import { run } from './run.mts';
import { watchOverBlocking } from './watchdog.mts';

/** The long run, as scripts/chaos.mjs starts it: a table while it goes, a line at its end. */
const { values } = parseArgs({
	options: {
		seed: { type: 'string' },
		minutes: { type: 'string', default: '5' },
		'keep-going': { type: 'boolean', default: false },
		journal: { type: 'string' },
	},
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9));
const minutes = Number(values.minutes);
if (!Number.isInteger(seed) || !(minutes > 0)) {
	console.error(
		'Usage: npm run test:chaos -- [--seed <whole number>] [--minutes <number>] [--keep-going] [--journal <file>]',
	);
	process.exit(2);
}

watchOverBlocking();
const stopping = new AbortController();
process.once('SIGINT', () => stopping.abort());

console.log(`seed ${seed}, ${minutes} minutes\n\n${heading()}`);
let minute = 0;
const outcome = await run({
	seed,
	minutes,
	signal: stopping.signal,
	keepsGoing: values['keep-going'],
	onMinute: (chaos, verdict) => console.log(minuteRow(++minute, chaos, verdict)),
});
console.log(minuteRow(minute + 1, outcome.chaos, outcome));
console.log(`\n${changesTable(outcome)}\n`);
const wrong = failure(outcome);
if (wrong) console.log(`${wrong}\n`);
console.log(closingLine(outcome));
if (values.journal) writeFileSync(values.journal, journal(outcome));
await stopEngine();
process.exitCode = wrong ? 1 : 0;
