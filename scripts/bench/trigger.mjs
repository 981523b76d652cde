/**
 * `npm run bench -- trigger [--frames 100000] [--rounds 5] [--seconds 20] [--only speed,delay,memory,catch-up] [--write]`
 *
 * The Beeper Trigger on n8n-core, its `emit` only counting: events per second and delays next to a bare loop over the
 * same frames, memory after up to 1,000,000 frames, and requests to catch up on 10,000 missed messages. `--write` puts
 * the figures of the parts that ran into docs/benchmarks.md and draws docs/benchmarks/trigger.svg.
 */
import { parseArgs } from 'node:util';
import { stopEngine } from '../../test/engine/index.mts';
import { measureCatchUp, MISSED, variants } from './parts/catch-up.mjs';
import { measureDelays, measureMemory, measureSpeed } from './parts/feed.mjs';
import { listeners } from './parts/listeners.mjs';
import { comparison, figure, range, report, table } from './parts/report.mjs';
import { runRounds, spread } from './parts/rounds.mjs';

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
const fewRounds = Math.min(rounds, 3);
const names = Object.keys(listeners);

await report('trigger', results(), values.write, {
	title: 'The Beeper Trigger, next to what is possible',
	axis: 'share of the speed of the bare loop; least possible requests, by those made',
});
await stopEngine();

async function* results() {
	for (const name of values.only.split(',')) yield await PARTS[name]();
}

async function speed() {
	const frames = Number(values.frames);
	const runs = await runRounds(names, rounds, (name) => measureSpeed(name, frames), 1);
	const title = 'Events per second';
	return comparison(`${title}: ${figure(frames)} frames at once`, runs, frames, 'event', title);
}

async function delay() {
	const seconds = Number(values.seconds);
	const measure = (name, isWarmUp) => measureDelays(name, 1_000, isWarmUp ? 2 : seconds);
	const runs = await runRounds(names, fewRounds, measure, 1);
	const shares = { 'half of them': 0.5, '99 %': 0.99, '99.9 %': 0.999, all: 1 };
	const at = (share) => (delays) => delays[Math.ceil(delays.length * share) - 1];
	const rows = names.map((name) => [
		name,
		...Object.values(shares).map((share) => range(runs[name].map(at(share)))),
	]);
	const title = `Delay from frame to event: 1,000 a second for ${seconds} s`;
	return { title, text: table(['within … ms', ...Object.keys(shares)], rows) };
}

async function memory() {
	const steps = [100_000, 250_000, 500_000, 1_000_000];
	const bare = await measureMemory('bare loop', steps);
	const rows = (await measureMemory('trigger', steps)).map((row, step) => [
		figure(row.frames),
		...[row.heap, bare[step].heap, row.rss, bare[step].rss].map((size) => (size / 1e6).toFixed(1)),
		figure(row.state / 1000),
	]);
	const headings = ['frames', 'heap in use (MB)', 'bare loop', 'resident (MB)', 'bare loop'];
	const text = table([...headings, 'state that n8n saves (kB)'], rows);
	return { title: 'Memory after so many frames', text };
}

async function catchUp() {
	const measure = (name) => measureCatchUp(variants[name]);
	const runs = Object.entries(await runRounds(Object.keys(variants), fewRounds, measure));
	for (const [name, [{ routes }]] of runs) console.log(name, JSON.stringify(routes));
	const rows = runs.map(([name, of]) => [
		name,
		range(of.map(({ requests }) => requests)),
		figure(of[0].least),
		`**${range(of.map(({ requests, least }) => requests / least))}**`,
		range(of.map(({ ms }) => ms / 1000)),
	]);
	const headings = ['Missed', 'requests', 'least possible', 'times the least', 'seconds'];
	const bars = runs.map(([name, of]) => ({
		label: ['Requests to catch up', name],
		...spread(of.map(({ requests, least }) => least / requests)),
	}));
	const title = `Catching up on ${figure(MISSED)} messages in 500 chats`;
	return { title, text: table(headings, rows), bars };
}
