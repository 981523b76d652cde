import type { INodeParameters } from 'n8n-workflow';
import { on } from '../double/seed/accounts.mts';
import { people } from '../double/seed/people.mts';
import type { Desktop } from '../double/driver.mts';
import { start } from '../double/start.mts';
import { activate, type ActivateOptions } from '../engine/index.mts';
import { credentialFor, FRIEND } from './given.mts';
import { checked, listening, movableTime, onEvents, ranTexts, texts, toldText } from './told.mts';
import { both, emitted } from './triggered.mts';
import { inFastTime } from './time.mts';

inFastTime();

const HOUR = 3_600_000;
const PAGE = 'GET /v1/chats/{chatID}/messages';

const file = (options: INodeParameters = {}) => onEvents(both.events, { options });

/** Activates a trigger, and takes it down again: what is left is what n8n has saved. */
async function savedBy(desktop: Desktop, options?: INodeParameters): Promise<ActivateOptions> {
	await using active = await listening(desktop, file(options));
	await active.deactivate();
	return { ...active.saved, mode: 'init' };
}

const byChat = (active: Parameters<typeof emitted>[0]) =>
	Object.groupBy(emitted(active), ({ chat }) => (chat as { title: string }).title);

describe('what was written while n8n was down', () => {
	test('comes once, in the order of each chat, also of low-priority, muted and archived chats', async () => {
		await using desktop = await start();
		const saved = await savedBy(desktop);
		const writers = [
			desktop.friend(FRIEND),
			desktop.friend('Jonas Weber', 'Sunday Hike'),
			desktop.friend('Vera Novak', 'Mechanical Keyboards'), // low priority, muted
			desktop.friend('Diego Fuentes'), // archived
			desktop.friend('Flat 3', 'Building 14 Neighbours'), // muted
		];
		for (let i = 0; i < 30; i++) {
			for (const writer of writers) writer.writes(`${i}`);
			desktop.me.writes(FRIEND, `me ${i}`);
		}
		await using active = await listening(desktop, file(), saved);
		// n8n gets them a few at a time.
		for (let i = 0; i < writers.length; i++) await toldText(active, '29');
		await toldText(active, 'me 29');
		const told = Object.entries(byChat(active));
		expect(told.map(([title]) => title).sort()).toEqual([
			'Building 14 Neighbours',
			'Diego Fuentes',
			FRIEND,
			'Mechanical Keyboards',
			'Sunday Hike',
		]);
		const numbers = Array.from({ length: 30 }, (_, i) => `${i}`);
		for (const [title, items = []] of told) {
			expect(items.map(({ plainText }) => plainText)).toEqual(
				title === FRIEND ? numbers.flatMap((i) => [i, `me ${i}`]) : numbers,
			);
			expect(items.every((item) => !('late' in item))).toBe(true);
		}
		// And the checks that follow find nothing more.
		desktop.friend(FRIEND).writes('live again');
		await toldText(active, 'live again', 60_000);
		await checked(desktop);
		expect(active.emitted.all).toHaveLength(6 * 30 + 1);
	});

	test('does not come again after the next start', async () => {
		await using desktop = await start();
		let saved = await savedBy(desktop);
		desktop.friend(FRIEND).writes('once');
		for (let i = 0; i < 3; i++) {
			await using active = await listening(desktop, file(), saved);
			expect(ranTexts(active)).toEqual(i === 0 ? ['once'] : []);
			await active.deactivate();
			saved = { ...active.saved, mode: 'init' };
		}
	});

	test('comes when Beeper starts only after n8n', async () => {
		await using desktop = await start();
		const saved = await savedBy(desktop);
		desktop.friend(FRIEND).writes('to a Beeper that was quit then');
		await desktop.stop();
		await using active = await activate(file(), {
			credentials: credentialFor(desktop),
			...saved,
		});
		await desktop.listenAgain();
		desktop.friend(FRIEND).writes('and then');
		await toldText(active, 'and then');
		expect(texts(active)).toEqual(['to a Beeper that was quit then', 'and then']);
	});

	test('comes from chats that are new, and from those on later pages', async () => {
		await using desktop = await start({ pageSize: { chats: 2, messages: 3 }, version: '4.2.808' });
		const saved = await savedBy(desktop);
		const { id } = desktop.addChat({
			id: '!new:beeper.com',
			accountID: on.whatsapp,
			type: 'single',
			title: 'Noor Haddad',
			participants: [people.newcomer],
		});
		for (let i = 0; i < 8; i++) desktop.friend('Noor Haddad', id).writes(`${i}`);
		for (const name of ['Diego Fuentes', 'Tom Okafor', 'Elena Rossi', 'Priya Nair']) {
			desktop.friend(name).writes(`from ${name}`);
		}
		await using active = await listening(desktop, file(), saved);
		expect(byChat(active)['Noor Haddad']?.map(({ plainText }) => plainText)).toEqual([
			...'01234567',
		]);
		expect(active.emitted.all).toHaveLength(12);
	});

	test('and was on its way when n8n crashed comes once it has arrived', async () => {
		await using desktop = await start();
		const send = async (text: string) =>
			await fetch(`${desktop.url}/v1/chats/10/messages`, {
				method: 'POST',
				headers: { authorization: `Bearer ${desktop.token}`, 'content-type': 'application/json' },
				body: JSON.stringify({ text }),
			});
		await using before = await listening(desktop, file());
		desktop.neverResolve();
		// By another program, so that it is nothing that this package sent.
		await send('on its way');
		desktop.friend(FRIEND).writes('written after it');
		await toldText(before, 'written after it');
		await before.crash();
		await using active = await listening(desktop, file(), { ...before.saved, mode: 'init' });
		expect(ranTexts(active)).toEqual([]);
		desktop.neverResolve(false);
		expect(await toldText(active, 'on its way')).toMatchObject({ event: 'message.sent' });
		await checked(desktop);
		expect(ranTexts(active)).toEqual(['on its way']);
	});
});

describe('how far back', () => {
	test('is 72 hours', async () => {
		using time = movableTime();
		await using desktop = await start();
		const saved = await savedBy(desktop);
		time.advance(HOUR);
		desktop.friend('Tom Okafor').writes('too long ago');
		desktop.friend(FRIEND).writes('too long ago as well');
		time.advance(2 * HOUR);
		desktop.friend(FRIEND).writes('just in time');
		time.advance(71 * HOUR);
		desktop.friend(FRIEND).writes('now');
		await using active = await listening(desktop, file(), saved);
		expect(texts(active)).toEqual(['just in time', 'now']);
	});

	test('is what the option says; one on each side', async () => {
		using time = movableTime();
		await using desktop = await start();
		const saved = await savedBy(desktop, { catchUpHours: 5 });
		desktop.friend(FRIEND).writes('too long ago');
		time.advance(6 * HOUR);
		desktop.friend(FRIEND).writes('just in time');
		await using active = await listening(desktop, file({ catchUpHours: 5 }), saved);
		expect(texts(active)).toEqual(['just in time']);
	});

	test('is not at all with 0, but for a short interruption', async () => {
		using time = movableTime();
		await using desktop = await start();
		const saved = await savedBy(desktop, { catchUpHours: 0 });
		desktop.friend(FRIEND).writes('while n8n was down');
		time.advance(HOUR);
		await using active = await listening(desktop, file({ catchUpHours: 0 }), saved);
		await desktop.stop();
		desktop.friend(FRIEND).writes('while the socket was away');
		await desktop.listenAgain();
		await toldText(active, 'while the socket was away');
		expect(texts(active)).toEqual(['while the socket was away']);
	});

	test('is so many messages, the newest ones, and n8n’s log says that others were left out', async () => {
		await using desktop = await start();
		const saved = await savedBy(desktop, { catchUpLimit: 5 });
		for (let i = 0; i < 30; i++) desktop.friend('Tom Okafor').writes(`older ${i}`);
		for (let i = 0; i < 12; i++) desktop.friend(FRIEND).writes(`${i}`);
		await using active = await listening(desktop, file({ catchUpLimit: 5 }), saved);
		// In fair shares: a chat with much leaves room for the others.
		const told = Object.fromEntries(
			Object.entries(byChat(active)).map(([title, items = []]) => [
				title,
				items.map(({ plainText }) => plainText),
			]),
		);
		expect(told).toEqual({
			[FRIEND]: ['9', '10', '11'],
			'Tom Okafor': ['older 28', 'older 29'],
		});
		expect(JSON.stringify(active.logs)).toContain("'Catch Up Limit' was reached");
		desktop.friend('Tom Okafor').writes('live');
		await toldText(active, 'live');
		await checked(desktop);
		expect(active.emitted.all).toHaveLength(6);
	});

	test('is so many messages, however many each chat has: what one does not need is for the others', async () => {
		await using desktop = await start();
		const saved = await savedBy(desktop, { catchUpLimit: 100 });
		const written = { [FRIEND]: 200, 'Tom Okafor': 7, 'Priya Nair': 60, 'Elena Rossi': 1 };
		for (const [name, count] of Object.entries(written)) {
			for (let i = 0; i < count; i++) desktop.friend(name).writes(`${i}`);
		}
		await using active = await listening(desktop, file({ catchUpLimit: 100 }), saved);
		await toldText(active, '199');
		await toldText(active, '59');
		const counts = Object.entries(byChat(active)).map(([title, items = []]) => [
			title,
			items.length,
		]);
		expect(Object.fromEntries(counts)).toEqual({
			[FRIEND]: 46,
			'Tom Okafor': 7,
			'Priya Nair': 46,
			'Elena Rossi': 1,
		});
	});

	test('leaves out nothing that comes over the feed meanwhile, in chats that are cut and in others', async () => {
		await using desktop = await start();
		const saved = await savedBy(desktop, { catchUpLimit: 40 });
		const names = [FRIEND, 'Tom Okafor', 'Priya Nair', 'Elena Rossi', 'Diego Fuentes'];
		for (const name of names) {
			for (let i = 0; i < 150; i++) desktop.friend(name).writes(`missed ${i}`);
		}
		// Frames overtake the pages, and the pages overtake frames.
		desktop.latency([20, 200], { route: PAGE, of: 'answer' });
		desktop.travel({ delayMs: 60 });
		await using active = await activate(file({ catchUpLimit: 40 }), {
			credentials: credentialFor(desktop),
			...saved,
		});
		await active.waitForLog(({ message }) => message.includes('is connected'));
		const live: string[] = [];
		for (let i = 0; i < 60; i++) {
			for (const name of names) desktop.friend(name).writes(`live ${name} ${i}`);
			live.push(...names.map((name) => `live ${name} ${i}`));
			await new Promise(setImmediate);
			if (i % 10 === 0) await desktop.waitForRequest(PAGE, () => true, { at: 'arrived' });
		}
		for (const text of live) await toldText(active, text);
		for (const _ of names) await toldText(active, 'missed 149');
		await checked(desktop);
		const all = texts(active).map(String);
		expect(all.filter((text) => text.startsWith('live')).sort()).toEqual(live.sort());
		expect(all.filter((text) => text.startsWith('missed'))).toHaveLength(40);
	});

	test('is so many messages after an outage, too: what was left out does not come later', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, file({ catchUpLimit: 5 }));
		await desktop.stop();
		for (let i = 0; i < 12; i++) desktop.friend(FRIEND).writes(`${i}`);
		await desktop.listenAgain();
		await toldText(active, '11');
		desktop.friend(FRIEND).writes('live');
		await toldText(active, 'live');
		await checked(desktop);
		expect(texts(active)).toEqual(['7', '8', '9', '10', '11', 'live']);
	});
});
