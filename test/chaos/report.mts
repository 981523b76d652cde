import type { Chaos, Note } from './chaos.mts';
import type { Outcome } from './run.mts';
import { countOf, type Finding, type Verdict } from './verdict.mts';

const STEPS_AROUND_MS = 4_000;
const MAX_FINDINGS = 12;
const LAST_STEPS = 40;

const columns: Array<[title: string, value: (chaos: Chaos, verdict: Verdict) => string | number]> =
	[
		['messages', (_, { counts }) => counts.messages],
		['ran', (_, { counts }) => counts.ran],
		['refused', (_, { counts }) => counts.refused],
		['open', (_, { open }) => open.length],
		['late', (_, { counts }) => counts.late],
		['changes', (_, { counts }) => changesOf(counts.changes)],
		['faults', ({ faultCounts }) => sum(Object.values(faultCounts))],
		['lives', ({ n8n }) => n8n.lives],
		['Beepers', ({ beeper }) => beeper.restarts],
		['connected', ({ watch }) => `${Math.round((100 * watch.connectedMs) / watch.watchedMs)} %`],
		['sockets', ({ watch }) => watch.socketsMax],
		['requests', ({ requests }) => requests],
		['wrong', (_, { findings }) => findings.length],
		['MB', () => Math.round(process.memoryUsage().rss / 1e6)],
	];

const row = (cells: Array<string | number>) =>
	cells.map((cell, at) => String(cell).padStart(at === 0 ? 6 : 10)).join('');

/** What the columns of the table are. */
export const heading = () => row(['minute', ...columns.map(([title]) => title)]);

/** How things stand, as a row of the table. */
export const minuteRow = (minute: number, chaos: Chaos, verdict: Verdict) =>
	row([minute, ...columns.map(([, value]) => value(chaos, verdict))]);

/** Changes by kind: how many were told, and why the others were not. */
export function changesTable({ counts }: Verdict): string {
	const rows = Object.entries(counts.changes).map(
		([kind, { happened, told, excused, missed }]) =>
			`  ${kind.padEnd(18)} told ${told} of ${happened}; ${excused} in gaps only; missed ${missed}`,
	);
	return rows.sort().join('\n');
}

/** The whole run in a line. */
export function closingLine({ seed, minutes, chaos, findings, counts }: Outcome): string {
	const { n8n, beeper, watch, faultCounts } = chaos;
	const kinds = Object.entries(faultCounts).map(([name, count]) => `${name} ${count}`);
	return [
		`seed ${seed}`,
		`${minutes} minutes`,
		`messages ${counts.messages}`,
		`changes told ${changesOf(counts.changes)}`,
		`faults ${sum(Object.values(faultCounts))} (${kinds.sort().join(', ')})`,
		`lost ${countOf(findings, 'lost')}`,
		`repeated ${countOf(findings, 'repeated')}`,
		`out of order ${countOf(findings, 'out of order')}`,
		`invented ${countOf(findings, 'invented')}`,
		`loops ${countOf(findings, 'loop')}`,
		`changes missed in calm ${countOf(findings, 'missed change')}`,
		`late ${counts.late}`,
		`refused by n8n ${counts.refused}`,
		`lives of triggers ${n8n.lives} (n8n restarts ${n8n.restarts}, crashes ${n8n.crashes})`,
		`restarts of Beeper ${beeper.restarts}`,
		`sends ${n8n.sends} (told after a restart of n8n ${counts.sendsToldAfterRestarts})`,
		`out of order over a crash ${counts.disorderOverCrashes}`,
		`sockets max ${watch.socketsMax}`,
		`requests ${chaos.requests}`,
	].join('; ');
}

/** What was wrong, each with what was done around it, and the last steps. Empty if nothing was. */
export function failure({ findings, seed, minutes, chaos, began }: Outcome): string {
	if (findings.length === 0) return '';
	const time = (at: number) => `${((at - began) / 1000).toFixed(3).padStart(9)} s`;
	const lines = (notes: Note[]) => notes.map(({ at, text }) => `    ${time(at)}  ${text}`);
	const kinds = Map.groupBy(findings, ({ kind }) => kind);
	const shown = [...kinds.values()].flatMap((some) => some.slice(0, MAX_FINDINGS / 3));
	const around = ({ at }: Finding) =>
		chaos.notes.filter((note) => note.at > at - STEPS_AROUND_MS && note.at < at + STEPS_AROUND_MS);
	return [
		`${findings.length} findings: ${[...kinds].map(([kind, some]) => `${kind} ${some.length}`).join(', ')}`,
		...shown.map((one) => `  ${time(one.at)}  ${one.kind.toUpperCase()}: ${one.what}`),
		'',
		'Around the first of each kind:',
		...[...kinds.values()].flatMap(([first]) => [
			`  ${first.kind.toUpperCase()} at ${time(first.at)}: ${first.what}`,
			...lines(around(first)),
		]),
		'',
		'The last steps:',
		...lines(chaos.notes.slice(-LAST_STEPS)),
		'',
		`Again: npm run test:chaos -- --seed ${seed} --minutes ${minutes}`,
	].join('\n');
}

/** Everything that was noted, a JSON object per line, by time. */
export function journal({ chaos: { log, notes }, began }: Outcome): string {
	const entries = [
		...notes.map(({ at, text }) => ({ at, note: text })),
		...log.facts.filter(({ kind }) => kind !== 'history').map((fact) => ({ at: fact.at, fact })),
		...log.told.map((told) => ({ at: told.at, told })),
		...log.disturbances.map((disturbance) => ({ at: disturbance.from, disturbance })),
		...log.lives.map((life) => ({ at: life.from, life })),
	];
	const inSeconds = (_: string, value: unknown) =>
		typeof value === 'number' && value > 1_000 ? Math.round(value - began) / 1_000 : value;
	return entries
		.sort((left, right) => left.at - right.at)
		.map((entry) => `${JSON.stringify(entry, inSeconds)}\n`)
		.join('');
}

const changesOf = (changes: Verdict['counts']['changes']) =>
	`${sum(Object.values(changes).map(({ told }) => told))}/${sum(Object.values(changes).map(({ happened }) => happened))}`;

const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);
