/**
 * `npm run bench -- actions [--items 500] [--rounds 7] [--write]`
 *
 * Sends per second of the Beeper node, next to n8n's HTTP Request node making the same requests on the
 * same engine, and a plain declarative node; then listing 100,000 messages, next to the official client.
 * `--write` puts the figures into docs/benchmarks.md and draws docs/benchmarks/actions.svg.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { BeeperDesktop } from '@beeper/desktop-api';
import { loadPackage, stopEngine } from '../../test/engine/index.mts';
import { root } from '../setup.mjs';
import { compare } from './parts/compare.mjs';
import { MESSAGES, startFarSide } from './parts/far-side.mjs';
import { httpRequestPackage } from './parts/http-request.mjs';
import { buildPackage } from './parts/our-package.mjs';
import { plot } from './parts/plot.mjs';
import { fillings, lister, messages, runNode, senders } from './parts/sends.mjs';
import { machine, write } from './parts/write.mjs';

const { values } = parseArgs({
	options: {
		items: { type: 'string', default: '500' },
		rounds: { type: 'string', default: '7' },
		write: { type: 'boolean', default: false },
	},
});
const rounds = Number(values.rounds);
const packages = await loadPackages();
using far = await startFarSide();

const sends = [];
for (const filling of fillings) sends.push(await compareSends(filling));
const lists = [];
for (const perPage of [20, 50, 200]) lists.push(await compareLists(perPage));
await stopEngine();

if (values.write) {
	const tables = [...sends, ...lists].map(({ table }) => table);
	write('actions', [machine(), ...tables].join('\n\n'));
	const axis = 'times as fast (1: both the same)';
	const bars = [...sends, ...lists].flatMap((one) => one.bars);
	plot('actions', { title: 'The Beeper node, compared', axis }, bars);
}

async function loadPackages() {
	const Beeper = await loadPackage(await buildPackage());
	// The others use our credential, as they would in n8n.
	const { credentialTypes } = Beeper;
	const http = await loadPackage(httpRequestPackage());
	const plain = await loadPackage(path.join(root, 'scripts/bench/packages/plain'));
	return {
		Beeper,
		'HTTP Request': { ...http, credentialTypes },
		'plain declarative node': { ...plain, credentialTypes },
	};
}

async function compareSends(filling) {
	const items = messages(Number(values.items));
	const variants = Object.entries(senders(far.url, filling)).map(([name, node]) => [
		name,
		() => runNode(node, packages[name], far, items),
	]);
	return await compare(Object.fromEntries(variants), {
		title: `Send: ${filling.title}`,
		rounds,
		messages: items.length,
	});
}

async function compareLists(perPage) {
	const chatID = `pages of ${perPage}`;
	const client = new BeeperDesktop({ baseURL: far.url, accessToken: far.token });
	const variants = {
		Beeper: () => runNode(lister(chatID), packages.Beeper, far, [{ json: {} }], MESSAGES),
		'official client': async () => {
			const all = [];
			for await (const message of client.messages.list(chatID)) all.push(message);
			if (all.length !== MESSAGES) throw new Error(`The client gave ${all.length} messages`);
		},
	};
	const title = `Return All: 100,000 messages in ${chatID}`;
	return await compare(variants, { title, rounds, messages: MESSAGES });
}
