import { setTimeout as wait } from 'node:timers/promises';
import type { Recorded } from '../double/http/ledger.mts';
import type { Chaos } from './chaos.mts';
import { Dice } from './dice.mts';
import { burst } from './picks.mts';
import { leftBehind, type Resources } from './resources.mts';
import type { Verdict } from './verdict.mts';

export interface Ending {
	/** How long everything may take to be told. */
	patienceMs: number;
	/** How many reconciles are awaited then. */
	looks: number;
	/** How long nothing happens, to see that nothing is told and little is asked. */
	idleMs: number;
}

/** An idle trigger may ask for each page of chats, each chat, and a few things more, per reconcile. */
const SPARE_REQUESTS = 6;

/** Two reconciles, and some. */
const LOOKS_MS = 20_000;

/** Closing takes no longer than this. */
const CLOSE_MS = 5_000;

/** The end of every run: all is mended, must be told, must be quiet, and must leave nothing behind. */
export async function finish(
	chaos: Chaos,
	before: Resources,
	{ patienceMs, looks, idleMs }: Ending,
): Promise<Verdict> {
	const { world, watch, n8n } = chaos;
	const { desktop } = world;
	await chaos.mend();
	// Who left in the middle of something goes on with it; nobody could say otherwise whether it is lost.
	n8n.then(async () => await n8n.join('received'));
	await n8n.settled();
	const limit = performance.now() + patienceMs;
	// Whatever happened before: that it connects again is seen in every run.
	if (watch.isConnected) desktop.dropSockets();
	await until(() => !watch.isConnected, CLOSE_MS);
	const left = () => limit - performance.now();
	if (!(await until(() => watch.isConnected, left()))) {
		chaos.trouble('trouble', 'It never connected again');
	}

	const dice = new Dice(1);
	for (const room of world.rooms) burst(world, dice, room, 1);
	chaos.note('a last message to each chat');
	const isAllTold = () => {
		chaos.countRequests();
		return chaos.judge(false).open.length === 0;
	};
	await until(isAllTold, left(), 500);

	const since = Date.now();
	const looked = () => desktop.requests.filter((one) => isLook(one, since)).length;
	if (!(await until(() => looked() >= looks, LOOKS_MS)))
		chaos.note('nobody looked over all chats any more');
	chaos.countRequests();
	await wait(idleMs);
	checkRequests(chaos, idleMs);
	chaos.countRequests();

	await n8n.close();
	if (!(await until(() => desktop.sockets === 0, CLOSE_MS))) {
		chaos.trouble('left behind', `${desktop.sockets} sockets after everything was closed`);
	}
	await desktop.close();
	watch.stop();
	await until(() => leftBehind(before).length === 0, CLOSE_MS);
	for (const what of leftBehind(before)) chaos.trouble('left behind', what);
	return chaos.judge(true);
}

async function until(isSo: () => boolean, timeoutMs: number, everyMs = 50): Promise<boolean> {
	const began = performance.now();
	while (!isSo()) {
		if (performance.now() - began > timeoutMs) return false;
		await wait(everyMs);
	}
	return true;
}

/** Whether somebody asked which chats there are, and was told. */
const isLook = ({ route, startedAt, status, query }: Recorded, since: number) =>
	route === 'GET /v1/chats' && startedAt > since && status === 200 && query.cursor === undefined;

function checkRequests(chaos: Chaos, idleMs: number) {
	const { desktop, rooms } = chaos.world;
	const reconciles = idleMs / chaos.log.reconcileMs + 1;
	const most = 2 * (2 * rooms.length + SPARE_REQUESTS) * reconciles;
	const count = desktop.requests.length;
	chaos.note(`${count} requests in ${idleMs} ms of idleness`);
	if (count > most) chaos.trouble('requests', `${count} requests in ${idleMs} ms of idleness`);
}
