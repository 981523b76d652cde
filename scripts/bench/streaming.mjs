/**
 * `npm run bench -- streaming [--rounds 3] [--write]`
 *
 * By how much n8n's process grows while a file of 300 MB is sent and fetched, with binary data on disk.
 * test/integration/streaming.test.mts holds it under 150 MB.
 */
import { parseArgs } from 'node:util';
import { range, report, table } from './parts/report.mjs';
import { runRounds } from './parts/rounds.mjs';
import { measureStreaming } from '../../test/integration/streaming.mts';

const titles = { send: 'message: send, a file of 300 MB', serve: 'asset: serve, the same' };
const { values } = parseArgs({
	options: {
		rounds: { type: 'string', default: '3' },
		write: { type: 'boolean', default: false },
	},
});
const measure = (direction) => measureStreaming(direction, 300_000_000);
const runs = await runRounds(Object.keys(titles), Number(values.rounds), measure);
const rows = Object.entries(runs).map(([direction, of]) => [
	titles[direction],
	`**${range(of.map(({ grown }) => grown / 1e6))}**`,
	range(of.map(({ ms }) => ms / 1000)),
]);
const text = table(['', 'the process grew by (MB)', 'seconds'], rows);
await report('streaming', [{ text }], values.write);
