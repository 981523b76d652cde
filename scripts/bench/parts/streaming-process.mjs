/** The processes of `measureStreaming`: the stand-in Beeper ("far side"), and the engine that is measured. */
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';

const WARM_UP = 5_000_000;
const CHUNK = Buffer.alloc(1_000_000, 'n8n');

const byID = (value) => ({ __rl: true, mode: 'id', value });

const [, , role, size, far] = process.argv;
process.once('disconnect', () => process.exit());
if (role === 'far side') await farSide(Number(size));
else await near(role, Number(size), JSON.parse(far));

async function farSide(size) {
	const { start } = await import('../../../test/double/start.mts');
	const desktop = await start();
	const file = { fileName: 'film.mp4', mimeType: 'video/mp4' };
	const { url, token } = desktop;
	const { id } = desktop.chat('Mara Lindqvist');
	const assets = [WARM_UP, size].map((bytes) => desktop.addAsset({ ...file, size: bytes }));
	process.send({ url, token, chatID: id, assets });
}

async function near(direction, size, far) {
	const engine = await import('../../../test/engine/index.mts');
	const run = direction === 'send' ? send : serve;
	// The first file loads code and opens pools; what grows then stays and belongs to no file.
	for (let warmUp = 0; warmUp < 3; warmUp++) await (await run(engine, far, WARM_UP, 0))();
	globalThis.gc();
	const before = process.memoryUsage.rss();
	const go = await run(engine, far, size, 1);
	const started = performance.now();
	const peak = await peakDuring(go);
	const ms = performance.now() - started;
	await engine.stopEngine();
	process.send({ grown: peak - before, ms });
	process.disconnect();
}

/** The largest resident size of this process while `task` runs. */
async function peakDuring(task) {
	let peak = 0;
	const look = () => (peak = Math.max(peak, process.memoryUsage.rss()));
	const timer = setInterval(look, 5);
	const { maxRSS } = process.resourceUsage();
	await task();
	clearInterval(timer);
	look();
	// The system's own mark misses nothing, but knows only the highest since the process began.
	const now = process.resourceUsage().maxRSS;
	return now > maxRSS ? Math.max(peak, now * 1024) : peak;
}

async function send(engine, far, size) {
	const bytes = Readable.from(chunks(size));
	const description = { mimeType: 'video/mp4', fileName: 'film.mp4' };
	const data = await engine.storeBinary(bytes, description, 'filesystem');
	const parameters = {
		resource: 'message',
		operation: 'send',
		chatID: byID(far.chatID),
		attachments: { values: [{ binaryPropertyName: 'data' }] },
		options: { waitUntil: 'accepted' },
	};
	return async () => {
		const [item] = await runBeeper(engine, far, parameters, [{ json: {}, binary: { data } }]);
		if (!item.json.pendingMessageID) throw new Error('The message was not accepted');
	};
}

async function serve(engine, far, size, which) {
	const url = far.assets[which];
	const parameters = { resource: 'asset', operation: 'serve', source: 'url', url };
	return async () => {
		const [item] = await runBeeper(engine, far, parameters, [{ json: {} }]);
		const { bytes } = item.binary.data;
		if (bytes !== size) throw new Error(`The file has ${bytes} bytes instead of ${size}`);
	};
}

async function runBeeper(engine, { url, token, folder }, parameters, items) {
	const file = JSON.parse(readFileSync(new URL('beeper.workflow.json', import.meta.url), 'utf8'));
	file.nodes[1].parameters = parameters;
	const credentials = { beeperApi: { baseUrl: url, accessToken: token } };
	const nodes = await engine.loadPackage(folder);
	const options = { nodes, credentials, items, mode: 'trigger', binaryMode: 'filesystem' };
	const result = await engine.runWorkflow(file, options);
	if (result.error) throw result.error;
	return result.items('Beeper');
}

function* chunks(size) {
	for (let left = size; left > 0; left -= CHUNK.length) yield CHUNK.subarray(0, left);
}
