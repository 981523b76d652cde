/**
 * `npm run double`: the stand-in Beeper Desktop as a process of its own.
 *
 *   --port 23373       a free one if it is taken
 *   --host 127.0.0.1
 *   --version 4.2.808  an older Beeper
 *   --token …          instead of a made-up one
 *   --chatter          friends write now and then
 *
 * Prints its address, its tokens and every request. Ctrl-C ends it.
 */
import { parseArgs } from 'node:util';
import { rerunOn24, setup } from './setup.mjs';

const { values } = parseArgs({
	options: {
		port: { type: 'string', default: '23373' },
		host: { type: 'string', default: '127.0.0.1' },
		version: { type: 'string' },
		token: { type: 'string' },
		chatter: { type: 'boolean', default: false },
	},
});

await setup();
await rerunOn24(import.meta.url);
// A typed file, which only Node 24 can run: not before it is certain that this is one.
const { start } = await import('../test/double/start.mts');

const desktop = await startOn(Number(values.port));
console.log(`Beeper stand-in  ${desktop.url}  (version ${desktop.version})`);
console.log(`token            ${desktop.token}`);
console.log(`read-only token  ${desktop.readOnlyToken}`);
if (values.chatter) chatter(['Mara Lindqvist', 'Tom Okafor', 'Priya Nair']);

for (const signal of ['SIGINT', 'SIGTERM']) {
	process.once(signal, async () => {
		await desktop.close();
		process.exit(0);
	});
}

async function startOn(port) {
	const { host, version, token } = values;
	const options = { host, onRequest: print, ...(version && { version }), ...(token && { token }) };
	try {
		return await start({ ...options, port });
	} catch (error) {
		if (error.code !== 'EADDRINUSE') throw error;
		console.log(`Port ${port} is taken, so this is another one.`);
		return await start({ ...options, port: 0 });
	}
}

function print({ method, path, status }) {
	console.log(`${new Date().toISOString().slice(11, 19)} ${method} ${path} ${status ?? 'cut'}`);
}

function chatter(names) {
	const lines = ['Are you there?', 'Look at that sky', 'Call me when you can', 'Never mind 🙂'];
	let count = 0;
	setInterval(() => {
		const friend = desktop.friend(names[count % names.length]);
		const { text } = friend.writes(lines[count % lines.length]);
		console.log(`         ${friend.name}: ${text}`);
		count += 1;
	}, 8000);
}
