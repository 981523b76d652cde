/**
 * `npm run bench -- trigger [--frames 100000] [--rounds 5] [--seconds 20] [--only speed,delay,memory,catch-up] [--write]`
 *
 * The Beeper Trigger on n8n-core, its `emit` only counting: events per second and delays next to a bare loop over
 * the same frames, memory after up to 1,000,000 frames, and requests to catch up on 10,000 missed messages.
 * `--write` puts the figures of the parts that ran into docs/benchmarks.md and draws docs/benchmarks/trigger.svg.
 */
import { parseArgs } from 'node:util';
import { measureCatchUp, MISSED, variants } from './parts/catch-up.mjs';
import { loadPackage, stopEngine } from './parts/engine.mjs';
import { measureMemory } from './parts/feed-memory.mjs';
import { listeners, measureDelays, measureSpeed } from './parts/feed-runs.mjs';
import { startFeedSide } from './parts/feed-side.mjs';
import { buildPackage } from './parts/our-package.mjs';
import { plot } from './parts/plot.mjs';
import { ratio, spread } from './parts/rounds.mjs';
import { figure, machine, range, write } from './parts/write.mjs';

const PARTS = { speed, delay, memory, 'catch-up': catchUp };
const { values } = parseArgs({
	options: {
		frames: { type: 'string', default: '100000' },
		rounds: { type: 'string', default: '5' },
		seconds: { type: 'string', default: '20' },
		only: { type: 'string', default: Object.keys(PARTS).join(',') },
		write: { type: 'boolean', default: false },
	},
});
const rounds = Number(values.rounds);
const folder = await buildPackage();
const nodes = await loadPackage(folder);
const names = Object.keys(listeners);

const results = [];
for (const name of values.only.split(',')) {
	const result = await PARTS[name]();
	console.log(`${result.table}\n`);
	results.push(result);
}
await stopEngine();

if (values.write) {
	write('trigger', [machine(), ...results.map(({ table }) => table)].join('\n\n'));
	const axis = 'share of the speed of the bare loop; least possible requests, by those made';
	const bars = results.flatMap(({ bars }) => bars);
	plot('trigger', { title: 'The Beeper Trigger, next to what is possible', axis }, bars);
}

async function speed() {
	const frames = Number(values.frames);
	using far = await startFeedSide();
	const runs = await turns(async (name) => await measureSpeed(name, nodes, far, frames));
	const next = ratio(runs.trigger, runs['bare loop'], 'ms');
	const cpu = ratio(runs['bare loop'], runs.trigger, 'cpuMs');
	const title = 'Events per second';
	const table = [
		`### ${title}: ${figure(frames)} frames at once`,
		'',
		'| Next to | times as fast | times the processor time |',
		'| --- | --- | --- |',
		`| bare loop | **${range(next)}** | ${range(cpu)} |`,
		'',
		'| | events per second | processor time per event |',
		'| --- | ---: | ---: |',
		...names.map((name) => {
			const rate = spread(runs[name].map(({ ms }) => (frames / ms) * 1000));
			const each = spread(runs[name].map(({ cpuMs }) => (cpuMs / frames) * 1000));
			return `| ${name} | ${range(rate)} | ${figure(each.median)} µs |`;
		}),
	].join('\n');
	return { table, bars: [{ label: [title, 'next to the bare loop'], ...next }] };
}

async function delay() {
	const seconds = Number(values.seconds);
	using far = await startFeedSide();
	const some = Math.min(rounds, 3);
	const runs = await turns(
		async (name, isWarmUp) => await measureDelays(name, nodes, far, 1_000, isWarmUp ? 2 : seconds),
		some,
	);
	const at = (share) => (delays) => delays[Math.ceil(delays.length * share) - 1];
	const columns = { 'half of them': at(0.5), '99 %': at(0.99), '99.9 %': at(0.999), all: at(1) };
	const table = [
		`### Delay from frame to event: 1,000 a second for ${seconds} s`,
		'',
		`| within … ms | ${Object.keys(columns).join(' | ')} |`,
		'| --- | ---: | ---: | ---: | ---: |',
		...names.map((name) => {
			const cells = Object.values(columns).map((column) => range(spread(runs[name].map(column))));
			return `| ${name} | ${cells.join(' | ')} |`;
		}),
	].join('\n');
	return { table, bars: [] };
}

async function memory() {
	const steps = [100_000, 250_000, 500_000, 1_000_000];
	const floor = await measureMemory('bare loop', folder, steps);
	const rows = await measureMemory('trigger', folder, steps);
	const megabytes = (bytes) => (bytes / 1_000_000).toFixed(1);
	const table = [
		'### Memory after so many frames',
		'',
		'| frames | heap in use (MB) | bare loop | resident (MB) | bare loop | state that n8n saves (kB) |',
		'| ---: | ---: | ---: | ---: | ---: | ---: |',
		...rows.map(({ frames, heap, rss, state }, step) => {
			const cells = [heap, floor[step].heap, rss, floor[step].rss].map(megabytes);
			return `| ${[figure(frames), ...cells, figure(state / 1000)].join(' | ')} |`;
		}),
	].join('\n');
	return { table, bars: [] };
}

async function catchUp() {
	const title = `Catching up on ${figure(MISSED)} messages in 500 chats`;
	const rows = [];
	const bars = [];
	for (const [name, missed] of Object.entries(variants)) {
		const runs = [];
		for (let round = 0; round < Math.min(rounds, 3); round++) {
			runs.push(await measureCatchUp(nodes, missed()));
		}
		console.log(name, JSON.stringify(runs[0].routes));
		const requests = spread(runs.map((run) => run.requests));
		const times = spread(runs.map((run) => run.requests / run.least));
		const seconds = spread(runs.map(({ ms }) => ms / 1000));
		rows.push(
			`| ${name} | ${range(requests)} | ${figure(runs[0].least)} | **${range(times)}** | ${range(seconds)} |`,
		);
		bars.push({
			label: ['Requests to catch up', name],
			...spread(runs.map((run) => run.least / run.requests)),
		});
	}
	const table = [
		`### ${title}`,
		'',
		'| Missed | requests | least possible | times the least | seconds |',
		'| --- | ---: | ---: | ---: | ---: |',
		...rows,
	].join('\n');
	return { table, bars };
}

/** Each variant once per round, turn by turn; the first round warms up and is not counted. */
async function turns(measure, count = rounds) {
	const runs = Object.fromEntries(names.map((name) => [name, []]));
	for (let round = -1; round < count; round++) {
		for (const name of round % 2 === 0 ? names : [...names].reverse()) {
			const run = await measure(name, round < 0);
			if (round >= 0) runs[name].push(run);
		}
	}
	return runs;
}
