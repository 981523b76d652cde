import type { IDataObject } from 'n8n-workflow';
import { people } from '../double/seed/people.mts';
import type { Seed } from '../double/seed/seed.mts';
import { believable } from '../double/seed/believable.mts';
import { on } from '../double/seed/accounts.mts';
import { start } from '../double/start.mts';
import { FRIEND, sendText } from './given.mts';
import {
	type Active,
	checked,
	listening,
	movableTime,
	onEvents,
	ran,
	ranTexts,
	toldOf,
	toldText,
} from './told.mts';
import { both } from './triggered.mts';
import { inFastTime } from './time.mts';

inFastTime();

const DAY = 86_400_000;

const file = onEvents(both.events);
/** Takes every message, and starts the workflow on few of them. */
const telling = onEvents(both.events, { filters: { textContains: 'tell' } });
const ALL = [...both.events, 'message.edited', 'message.deleted', 'reaction.added'];

/** How many characters n8n writes into its database with every event. */
const sizeOf = (active: Active) => JSON.stringify(active.saved.staticData).length;

/** A restart of n8n with what its database holds. */
const restarted = (active: Active) => ({ ...active.saved, mode: 'init' as const });

/** Believable accounts with so many chats, each active once after the other. */
const crowd = (chats: number): Seed => ({
	...believable,
	chats: Array.from({ length: chats }, (_, i) => ({
		id: `!whatsapp_group-1203630000000${10_000 + i}:ba_Kx7dQm2sVhT0aLw9.local-whatsapp.localhost`,
		accountID: on.whatsapp,
		type: 'single' as const,
		title: `Chat ${i}`,
		participants: [people.mara],
		messages: [{ senderID: people.mara.id, minutesAgo: 100 + i, text: 'old' }],
	})),
});

describe('what n8n saves', () => {
	test('stays below 256 kB with 2,000 active chats, and forgets none of them', async () => {
		await using desktop = await start({ seed: crowd(2_500) });
		await using before = await listening(desktop, telling);
		for (let i = 0; i < 2_000; i++) desktop.friend(people.mara.id, `Chat ${i}`).writes(`${i}`);
		desktop.friend(people.mara.id, 'Chat 0').writes('tell this');
		await toldText(before, 'tell this');
		expect(sizeOf(before)).toBeGreaterThan(50_000);
		expect(sizeOf(before)).toBeLessThan(256_000);
		await before.deactivate();
		await using active = await listening(desktop, onEvents(both.events), restarted(before));
		for (const i of [0, 1_000, 1_999]) {
			desktop.friend(people.mara.id, `Chat ${i}`).writes(`again to ${i}`);
		}
		await toldText(active, 'again to 1999');
		expect(ranTexts(active).sort()).toEqual(['again to 0', 'again to 1000', 'again to 1999']);
	}, 120_000);

	test('is typically below 32 kB', async () => {
		await using desktop = await start({ seed: crowd(200) });
		await using active = await listening(desktop, telling);
		for (let round = 0; round < 3; round++) {
			for (let i = 0; i < 100; i++) {
				desktop.friend(people.mara.id, `Chat ${i % 60}`).writes(`${i}`);
			}
			await checked(desktop);
		}
		for (let i = 0; i < 20; i++) desktop.friend(people.mara.id, `Chat ${i}`).writes(`tell ${i}`);
		await toldText(active, 'tell 19');
		expect(sizeOf(active)).toBeLessThan(32_000);
	});

	test('by a later version, or broken, is no reason to fail, nor to emit what is old', async () => {
		await using desktop = await start();
		await using before = await listening(desktop, file);
		await before.deactivate();
		const [[key, kept]] = Object.entries(before.saved.staticData);
		const later = Object.fromEntries(
			Object.entries(kept as IDataObject).map(([name, text]) => [
				name,
				String(text).replace('"v":1', '"v":99'),
			]),
		);
		desktop.friend(FRIEND).writes('history for a trigger that begins anew', {
			fields: { timestamp: new Date(Date.now() - 60_000).toISOString() },
		});
		for (const state of [later, { base: '{"v":1', recent: 7 }, { base: 'null', recent: '[]' }]) {
			await using active = await listening(desktop, file, {
				staticData: { [key]: state },
				mode: 'init',
			});
			desktop.friend(FRIEND).writes('new');
			await toldText(active, 'new');
			expect(ranTexts(active)).toEqual(['new']);
		}
	});
});

describe('a crash', () => {
	test('repeats nothing that n8n knows, and loses nothing', async () => {
		await using desktop = await start();
		await using before = await listening(desktop, file);
		for (let i = 0; i < 10; i++) desktop.friend(FRIEND).writes(`${i}`);
		await toldText(before, '9');
		await before.crash();
		for (let i = 10; i < 15; i++) desktop.friend(FRIEND).writes(`${i}`);
		await using active = await listening(desktop, file, restarted(before));
		await toldText(active, '14');
		expect(ranTexts(active)).toEqual(['10', '11', '12', '13', '14']);
	});

	test.each<[string, Parameters<Active['crash']>[0]]>([
		['the last saves', { saves: 3 }],
		['the executions', { starts: () => true }],
		['both', { saves: 3, starts: () => true }],
	])('before n8n had written %s repeats and loses nothing either', async (_, unwritten) => {
		await using desktop = await start();
		await using before = await listening(desktop, file);
		desktop.friend(FRIEND).writes('long before');
		await toldText(before, 'long before');
		await before.waitForExecution();
		for (let i = 0; i < 5; i++) desktop.friend(FRIEND).writes(`${i}`);
		await toldText(before, '4');
		await before.crash(unwritten);
		const unstarted = before.emitted.all.filter(({ isUnstarted }) => isUnstarted).length;
		await using active = await listening(desktop, file, restarted(before));
		desktop.friend(FRIEND).writes('end');
		await toldText(active, 'end');
		const all = [...ran(before).slice(0, 6 - unstarted), ...ran(active)];
		expect(all.map(({ plainText }) => plainText)).toEqual([
			'long before',
			...['0', '1', '2', '3', '4'],
			'end',
		]);
	});

	test('loses no edit, deletion or reaction that was emitted', async () => {
		await using desktop = await start();
		await using before = await listening(desktop, onEvents(ALL));
		const friend = desktop.friend(FRIEND);
		const [one, two] = [friend.writes('one'), friend.writes('two')];
		await toldText(before, 'two');
		friend.edits(one.id, 'one, edited');
		friend.reacts(one.id, '🔥');
		friend.deletes(two.id);
		await toldOf(before, 'message.deleted');
		const first = before.emitted.all.slice(-3);
		await before.crash({ starts: () => true });
		await using active = await listening(desktop, onEvents(ALL), restarted(before));
		await toldOf(active, 'message.deleted');
		const [edited, reacted, deleted] = first.map(({ deduplicationKey }) => {
			const again = active.emitted.all.find((one) => one.deduplicationKey === deduplicationKey);
			return again?.items[0][0].json;
		});
		expect(edited).toMatchObject({
			event: 'message.edited',
			messageID: one.id,
			plainText: 'one, edited',
			// What it was is in nobody's memory any more.
			previousText: null,
		});
		expect(reacted).toMatchObject({
			event: 'reaction.added',
			messageID: one.id,
			reaction: { participantID: friend.id, reactionKey: '🔥' },
		});
		expect(deleted).toMatchObject({
			event: 'message.deleted',
			messageID: two.id,
			message: { id: two.id, isDeleted: true },
			chat: { title: FRIEND },
			account: { network: 'WhatsApp' },
		});
	});
});

describe('an event', () => {
	test('has a key of at most 255 characters, its own, and the same after a crash', async () => {
		await using desktop = await start();
		// None is done when n8n crashes: what is known to be done does not come again.
		const { promise, resolve } = Promise.withResolvers<void>();
		const instead = async () => await promise;
		await using before = await listening(desktop, onEvents(ALL), { instead });
		using _ = { [Symbol.dispose]: resolve };
		const friend = desktop.friend(FRIEND);
		const { id } = friend.writes('one');
		friend.edits(id, 'two');
		friend.reacts(id, '👍');
		friend.reacts(id, '🔥');
		// Not in the same millisecond: an edit is told from another one by its time.
		await toldText(before, 'two');
		friend.edits(id, 'three');
		await toldText(before, 'three');
		const keys = before.emitted.all.map(({ deduplicationKey = '' }) => deduplicationKey);
		expect(new Set(keys).size).toBe(5);
		expect(keys.every((key) => key.length > 0 && key.length <= 255)).toBe(true);
		await before.crash({ starts: () => true });
		await using active = await listening(desktop, onEvents(ALL), restarted(before));
		for (const key of keys.slice(-2)) {
			await active.emitted.wait(({ deduplicationKey }) => deduplicationKey === key);
		}
	});

	test('of one workflow has another key than of the next', async () => {
		await using desktop = await start();
		await using one = await listening(desktop, file);
		await using two = await listening(desktop, { ...file, id: 'workflow-2' });
		desktop.friend(FRIEND).writes('to both');
		await toldText(one, 'to both');
		await toldText(two, 'to both');
		const [[a], [b]] = [one.emitted.all, two.emitted.all];
		expect(a.deduplicationKey).not.toBe(b.deduplicationKey);
	});

	test('counts as delivered when its execution fails or is stopped', async () => {
		await using desktop = await start();
		const failing = onEvents(['message.received'], {}, sendText('!no-such-chat'));
		await using before = await listening(desktop, failing);
		desktop.friend(FRIEND).writes('fails');
		expect((await before.waitForExecution()).status).toBe('error');
		desktop.friend(FRIEND).writes('is stopped');
		await toldText(before, 'is stopped');
		before.stopExecutions();
		desktop.friend(FRIEND).writes('last');
		await toldText(before, 'last');
		await before.waitForExecution();
		await before.deactivate();
		const recent = JSON.stringify(before.saved.staticData);
		expect(recent.match(/message\.received/g)).toHaveLength(1);
	});

	test('that n8n has deleted long ago does not start the workflow again', async () => {
		using time = movableTime();
		await using desktop = await start();
		await using before = await listening(desktop, file);
		desktop.friend(FRIEND).writes('the last one for weeks');
		await before.waitForExecution();
		await before.deactivate();
		time.advance(20 * DAY);
		// n8n deletes executions after two weeks, and their keys with them.
		const { staticData } = before.saved;
		await using active = await listening(desktop, file, { staticData, mode: 'init' });
		await checked(desktop);
		expect(ranTexts(active)).toEqual([]);
	});
});
