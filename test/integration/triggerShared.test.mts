import { start } from '../double/start.mts';
import type { Desktop } from '../double/driver.mts';
import { type WorkflowFile } from '../engine/index.mts';
import { credentialFor, FRIEND } from './given.mts';
import {
	type Active,
	checked,
	fastTime,
	listening,
	onEvents,
	ranTexts,
	texts,
	toldOf,
	toldText,
} from './told.mts';

const SPEED = 100;
const LIST = 'GET /v1/chats';

const received = ['message.received'];

/** The same workflow under another ID. */
const numbered = (i: number, file: WorkflowFile = onEvents(received)): WorkflowFile => ({
	...file,
	id: `workflow-${i}`,
});

/** Credentials that count how often n8n reads them. */
function counted(desktop: Desktop) {
	const credentials = credentialFor(desktop);
	const counter = { reads: 0 };
	return {
		counter,
		credentials: {
			get beeperApi() {
				counter.reads++;
				return credentials.beeperApi;
			},
		},
	};
}

describe('100 active workflows of one Beeper', () => {
	test('share one socket and one request per check, and get everything each; gone, nothing is left', async () => {
		await using desktop = await start();
		await using stack = new AsyncDisposableStack();
		const actives = await Promise.all(
			Array.from({ length: 100 }, async (_, i) => stack.use(await listening(desktop, numbered(i)))),
		);
		using _ = fastTime(20);
		await checked(desktop);
		expect(desktop.sockets).toBe(1);
		desktop.clearRequests();
		await checked(desktop);
		expect(desktop.requests.map(({ route }) => route)).toEqual([LIST, LIST]);
		desktop.friend(FRIEND).writes('to all');
		for (const active of actives) await toldText(active, 'to all');
		expect(new Set(actives.map((active) => active.emitted.all.length))).toEqual(new Set([1]));
		await Promise.all(actives.map(async (active) => await active.deactivate()));
		// Any that was closed before may be what the first of these waits finds.
		while (desktop.sockets > 0) await desktop.waitForSocketClosed({ timeoutMs: 60_000 });
		expect(desktop.sockets).toBe(0);
	}, 120_000);
});

describe('each of several workflows of one Beeper', () => {
	test('has a cursor of its own', async () => {
		await using desktop = await start();
		await using first = await listening(desktop, numbered(1));
		await using second = await listening(desktop, numbered(2));
		desktop.friend(FRIEND).writes('to both');
		await toldText(first, 'to both');
		await toldText(second, 'to both');
		await second.deactivate();
		desktop.friend(FRIEND).writes('to the first');
		await toldText(first, 'to the first');
		// The station goes on meanwhile, and has seen what the second one has not.
		await using again = await listening(desktop, numbered(2), {
			...second.saved,
			mode: 'update',
		});
		await toldText(again, 'to the first');
		await using third = await listening(desktop, numbered(3));
		desktop.friend(FRIEND).writes('to all three');
		for (const active of [first, again, third]) await toldText(active, 'to all three');
		expect(texts(first)).toEqual(['to both', 'to the first', 'to all three']);
		expect(texts(again).filter((text) => text !== 'to both')).toEqual([
			'to the first',
			'to all three',
		]);
		expect(texts(third)).toEqual(['to all three']);
	});

	test('is told of an edit that it missed while another one was there', async () => {
		await using desktop = await start();
		const edits = onEvents([...received, 'message.edited']);
		const friend = desktop.friend(FRIEND);
		await using stayer = await listening(desktop, numbered(1, edits));
		await using leaver = await listening(desktop, numbered(2, edits));
		const { id } = friend.writes('see you at eight');
		for (const active of [stayer, leaver]) await toldText(active, 'see you at eight');
		await leaver.deactivate();
		friend.edits(id, 'see you at nine');
		await toldText(stayer, 'see you at nine');
		const fresh = friend.writes('bring');
		friend.edits(fresh.id, 'bring bread');
		await toldText(stayer, 'bring bread');
		await using back = await listening(desktop, numbered(2, edits), {
			...leaver.saved,
			mode: 'update',
		});
		expect(await toldOf(back, 'message.edited')).toMatchObject({ plainText: 'see you at nine' });
		expect(await toldText(back, 'bring bread')).toMatchObject({ event: 'message.received' });
		friend.reacts(id, '👍');
		friend.reacts(fresh.id, '👍');
		friend.writes('end');
		await toldText(back, 'end');
		expect(ranTexts(back)).toEqual(
			expect.arrayContaining(['see you at nine', 'bring bread', 'end']),
		);
		expect(ranTexts(back)).toHaveLength(3);
	});

	test('goes on when the one is closed whose helpers were used, which are used no more', async () => {
		using _ = fastTime(SPEED);
		await using desktop = await start();
		const [one, two] = [counted(desktop), counted(desktop)];
		await using first = await listening(desktop, numbered(1), { credentials: one.credentials });
		await using second = await listening(desktop, numbered(2), { credentials: two.credentials });
		await checked(desktop);
		// Closed while a request of it is on its way.
		desktop.latency(200, { route: LIST });
		await desktop.waitForRequest(LIST, ({ finishedAt }) => finishedAt === null, { at: 'arrived' });
		await first.deactivate();
		const { reads } = one.counter;
		desktop.latency(0, { route: LIST });
		desktop.silence(desktop.chat('Elena Rossi').accountID);
		desktop.friend('Elena Rossi').writes('found by asking');
		await toldText(second, 'found by asking');
		desktop.dropSockets();
		await desktop.waitForSubscription({ timeoutMs: 60_000 });
		await checked(desktop);
		expect(one.counter.reads).toBe(reads);
		expect(first.emitted.all).toEqual([]);
		expect(desktop.sockets).toBe(1);
	});

	test('has a socket of its own where it has a token of its own', async () => {
		await using desktop = await start();
		const token = desktop.readOnlyToken;
		await using first = await listening(desktop, numbered(1));
		await using second = await listening(desktop, numbered(2), {
			credentials: credentialFor({ url: desktop.url, token }),
		});
		expect(desktop.sockets).toBe(2);
		desktop.friend(FRIEND).writes('to both');
		await toldText(first, 'to both');
		await toldText(second, 'to both');
		await first.deactivate();
		await desktop.waitForSocketClosed();
		desktop.friend(FRIEND).writes('to the second');
		await toldText(second, 'to the second');
		expect(desktop.sockets).toBe(1);
	});

	test('moves to another Beeper with its credential, alone, at the next dial', async () => {
		await using home = await start();
		await using office = await start();
		const credentials = credentialFor(home);
		await using mover = await listening(home, numbered(1), { credentials });
		await using stayer = await listening(home, numbered(2));
		credentials.beeperApi = credentialFor(office).beeperApi;
		home.dropSockets();
		await office.waitForSubscription({ timeoutMs: 20_000 });
		await toldAfter(office, mover, 'at the office');
		await toldAfter(home, stayer, 'at home');
		expect([home.sockets, office.sockets]).toEqual([1, 1]);
		expect(texts(mover)).toEqual(['at the office']);
		expect(texts(stayer)).toEqual(['at home']);
		await mover.deactivate();
		await office.waitForSocketClosed();
		expect([home.sockets, office.sockets]).toEqual([1, 0]);
	});

	test('picks up a mended token', async () => {
		using _ = fastTime(SPEED);
		await using desktop = await start();
		const credentials = credentialFor(desktop);
		await using active = await listening(desktop, numbered(1), { credentials });
		desktop.revokeToken();
		desktop.dropSockets();
		await active.failedExecutions.wait(() => true, 60_000);
		desktop.issueToken('mended-token');
		desktop.friend(FRIEND).writes('meanwhile');
		credentials.beeperApi = { baseUrl: desktop.url, accessToken: 'mended-token' };
		await toldText(active, 'meanwhile', 200_000);
		expect(active.failedExecutions.all).toHaveLength(1);
	});
});

test('fifty flaps leave one socket that lives', async () => {
	using _ = fastTime(1_000);
	await using desktop = await start();
	await using active = await listening(desktop, onEvents(received));
	await desktop.waitForSubscription();
	for (let i = 0; i < 50; i++) {
		desktop.dropSockets();
		await desktop.waitForSubscription({ timeoutMs: 600_000 });
	}
	desktop.friend(FRIEND).writes('after fifty');
	await toldText(active, 'after fifty', 600_000);
	expect(desktop.sockets).toBe(1);
	expect(active.errors.all).toEqual([]);
	expect(active.failedExecutions.all).toEqual([]);
}, 120_000);

/** A friend writes in one Beeper, and a trigger tells it. */
async function toldAfter(desktop: Desktop, active: Active, text: string) {
	desktop.friend(FRIEND).writes(text);
	await toldText(active, text);
}
