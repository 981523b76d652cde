/**
 * `npm run bench -- actions [--items 500] [--rounds 7] [--write]`
 *
 * Sends per second of the Beeper node, next to n8n's HTTP Request node making the same requests on the same engine, and
 * a plain declarative node; then listing 100,000 messages, next to the official client. `--write` puts the figures into
 * docs/benchmarks.md and draws docs/benchmarks/actions.svg.
 */
import { parseArgs } from 'node:util';
import { BeeperDesktop } from '@beeper/desktop-api';
import { stopEngine } from '../../test/engine/index.mts';
import { byID } from '../../test/integration/given.mts';
import { startProcess } from '../../test/process.mts';
import { MESSAGES } from './parts/minimal-server.mjs';
import { comparison, report } from './parts/report.mjs';
import { runRounds, timed } from './parts/rounds.mjs';
import { fillings, runNode, senders } from './parts/sends.mjs';

const { values } = parseArgs({
	options: {
		items: { type: 'string', default: '500' },
		rounds: { type: 'string', default: '7' },
		write: { type: 'boolean', default: false },
	},
});
const items = Array.from({ length: Number(values.items) }, (_, index) => ({
	json: { chatID: `!chat${index % 8}:beeper.com`, text: `Message ${index}` },
}));

using server = startProcess(import.meta.resolve('./parts/minimal-server.mjs'));
const desktop = await server.call('start');
await report('actions', results(), values.write, {
	title: 'The Beeper node, compared',
	axis: 'times as fast (1: both the same)',
});
await stopEngine();

async function* results() {
	for (const filling of fillings) {
		const variants = senders(desktop, filling, items);
		yield await compare(`Send: ${filling.title}`, variants, items.length);
	}
	for (const size of [20, 50, 200]) {
		const title = `Return All: 100,000 messages in pages of ${size}`;
		yield await compare(title, listers(`pages of ${size}`), MESSAGES);
	}
}

/** Functions that list a whole chat. */
function listers(chatID) {
	const list = { resource: 'message', operation: 'list', chatID: byID(chatID), returnAll: true };
	const client = new BeeperDesktop({ baseURL: desktop.url, accessToken: desktop.token });
	return {
		Beeper: () => runNode(desktop, list),
		'official client': () => Array.fromAsync(client.messages.list(chatID)),
	};
}

/** Compares what functions take, each of which has to answer with so many messages. */
async function compare(title, variants, count) {
	const measure = (name) =>
		timed(async () => {
			const { length } = await variants[name]();
			if (length !== count) throw new Error(`${name} gave ${length} messages, not ${count}`);
		});
	const runs = await runRounds(Object.keys(variants), Number(values.rounds), measure, 1);
	return comparison(title, runs, count, 'message');
}
