/**
 * `npm run bench -- streaming [--rounds 3] [--write]`
 *
 * By how much n8n's process grows while a file of 300 MB is sent and fetched, with binary data on disk.
 * test/integration/streaming.test.mts holds it under 150 MB.
 */
import { parseArgs } from 'node:util';
import { buildPackage } from './parts/our-package.mjs';
import { spread } from './parts/rounds.mjs';
import { measureStreaming } from './parts/streaming.mjs';
import { machine, range, write } from './parts/write.mjs';

const { values } = parseArgs({
	options: {
		rounds: { type: 'string', default: '3' },
		write: { type: 'boolean', default: false },
	},
});

const directions = { send: 'message: send, a file of 300 MB', serve: 'asset: serve, the same' };
const folder = await buildPackage();
const runs = { send: [], serve: [] };
for (let round = 0; round < Number(values.rounds); round++) {
	for (const direction of Object.keys(runs)) {
		runs[direction].push(await measureStreaming(direction, 300_000_000, folder));
	}
}
const table = [
	'| | the process grew by (MB) | seconds |',
	'| --- | ---: | ---: |',
	...Object.entries(directions).map(([direction, title]) => {
		const grown = spread(runs[direction].map((run) => run.grown / 1_000_000));
		const seconds = spread(runs[direction].map(({ ms }) => ms / 1000));
		return `| ${title} | **${range(grown)}** | ${range(seconds)} |`;
	}),
].join('\n');
console.log(table);
if (values.write) write('streaming', `${machine()}\n\n${table}`);
