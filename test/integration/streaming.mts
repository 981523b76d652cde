/** Sends or fetches a file with the Beeper node, n8n keeping binary data on disk, in a process of its own. */
import { Readable } from 'node:stream';
import { start } from '../double/start.mts';
import { storeBinary } from '../engine/index.mts';
import { startProcess } from '../process.mts';
import { byID, FRIEND, runBeeper } from './given.mts';
import { growth } from './growth.mts';

type Direction = 'send' | 'serve';
type Beeper = Awaited<ReturnType<typeof startBeeper>>;

/** These files load code and open pools; what grows then stays and belongs to no file. */
const WARM_UP = [5_000_000, 5_000_000, 5_000_000];
const CHUNK = Buffer.alloc(1_000_000, 'n8n');
const film = { mimeType: 'video/mp4', fileName: 'film.mp4' };

/** By how many bytes that process grew at most while the file, of whole MB, went through, and how long it took. */
export async function measureStreaming(direction: Direction, size: number) {
	const sizes = [...WARM_UP, size];
	using double = startProcess(import.meta.url);
	const beeper = await double.call<Beeper>('startBeeper', sizes);
	using measured = startProcess(import.meta.url);
	return await measured.call<Awaited<ReturnType<typeof measure>>>(
		'measure',
		direction,
		sizes,
		beeper,
	);
}

/** In the one process: a Beeper that has files of these sizes. */
export async function startBeeper(sizes: number[]) {
	const desktop = await start();
	const { url, token } = desktop;
	const chatID = desktop.chat(FRIEND).id;
	return { url, token, chatID, assets: sizes.map((size) => desktop.addAsset({ ...film, size })) };
}

/** In the other: files of these sizes go through, one after the other. The answer is about the last. */
export async function measure(direction: Direction, sizes: number[], beeper: Beeper) {
	const last = sizes.length - 1;
	for (let at = 0; at < last; at++) await through(direction, sizes[at], beeper, beeper.assets[at]);
	let ms = NaN;
	const grown = await growth(async () => {
		ms = await through(direction, sizes[last], beeper, beeper.assets[last]);
	});
	return { grown, ms };
}

/** One file goes through the node; answers how long that took. */
async function through(direction: Direction, size: number, beeper: Beeper, asset: string) {
	const isSent = direction === 'send';
	const items = isSent ? [{ json: {}, binary: { data: await stored(size) } }] : undefined;
	const parameters = isSent ? sendFile(beeper.chatID) : fetchFile(asset);
	const options = { items, mode: 'trigger', binaryMode: 'filesystem' } as const;
	const started = performance.now();
	const result = await runBeeper(beeper, parameters, options);
	const ms = performance.now() - started;
	if (result.error) throw result.error;
	const [{ json, binary }] = result.items('Beeper');
	const isThrough = isSent ? json.pendingMessageID : binary?.data.bytes === size;
	if (!isThrough) throw new Error('The file did not go through');
	return ms;
}

const stored = async (size: number) =>
	await storeBinary(Readable.from(Array(size / CHUNK.length).fill(CHUNK)), film, 'filesystem');

const sendFile = (chatID: string) => ({
	...{ resource: 'message', operation: 'send', chatID: byID(chatID) },
	attachments: { values: [{ binaryPropertyName: 'data' }] },
	options: { waitUntil: 'accepted' },
});

const fetchFile = (url: string) => ({ resource: 'asset', operation: 'serve', source: 'url', url });
