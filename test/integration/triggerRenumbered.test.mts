import { start } from '../double/start.mts';
import type { Desktop } from '../double/driver.mts';
import { FRIEND } from './given.mts';
import { checked, listening, onEvents, ran, ranTexts, toldText, type Active } from './told.mts';
import { inFastTime } from './time.mts';

inFastTime();

const EVENTS = [
	'message.received',
	'message.sent',
	'message.edited',
	'message.deleted',
	'reaction.added',
	'reaction.removed',
];

const file = () => onEvents(EVENTS);

/** Old messages of all kinds, which the trigger has had. */
async function written(desktop: Desktop, active: Active) {
	const mara = desktop.friend(FRIEND);
	const tom = desktop.friend('Tom Okafor');
	for (let i = 0; i < 30; i++) mara.writes(`${i}`);
	const [edited, liked, gone] = ['edited', 'liked', 'gone'].map((text) => tom.writes(text));
	tom.edits(edited.id, 'edited since');
	tom.reacts(liked.id, '👍');
	tom.deletes(gone.id);
	desktop.me.writes(FRIEND, 'mine');
	tom.writes('the last one');
	await toldText(active, 'the last one');
	await toldText(active, 'mine');
}

const renumberings = (active: Active) =>
	active.logs.filter(({ message }) => message.includes('numbered its messages anew')).length;

describe('Beeper numbers its messages anew', () => {
	// A new installation counts on, from the start, or over the same numbers again.
	const numbered = [50_000, -1_000_000, -40];

	test.each(numbered)(
		'by %d while n8n runs: nothing old comes, everything new does',
		async (by) => {
			await using desktop = await start();
			await using active = await listening(desktop, file());
			await written(desktop, active);
			await checked(desktop);
			const before = ran(active).length;
			await desktop.stop();
			desktop.renumber(by);
			desktop.friend(FRIEND).writes('while it was installed again');
			await desktop.listenAgain();
			await toldText(active, 'while it was installed again');
			desktop.friend('Tom Okafor').writes('and then');
			await toldText(active, 'and then');
			await checked(desktop);
			expect(ranTexts(active).slice(before)).toEqual(['while it was installed again', 'and then']);
			expect(renumberings(active)).toBe(1);
		},
	);

	test.each(numbered)('by %d while n8n was down', async (by) => {
		await using desktop = await start();
		await using first = await listening(desktop, file());
		await written(desktop, first);
		await checked(desktop);
		await first.deactivate();
		desktop.renumber(by);
		desktop.friend(FRIEND).writes('while n8n was down');
		await using active = await listening(desktop, file(), { ...first.saved, mode: 'init' });
		await toldText(active, 'while n8n was down');
		desktop.friend('Tom Okafor').writes('and then');
		await toldText(active, 'and then');
		await checked(desktop);
		expect(ranTexts(active)).toEqual(['while n8n was down', 'and then']);
		expect(renumberings(active)).toBe(1);
	});

	test('and brings its whole history over the feed: nothing of it is new', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, file());
		await written(desktop, active);
		await checked(desktop);
		const before = ran(active).length;
		await desktop.stop();
		desktop.renumber(-1_000_000);
		await desktop.listenAgain();
		await desktop.waitForSubscription();
		for (const chat of [FRIEND, 'Tom Okafor', 'Sunday Hike']) desktop.replay(chat, 40);
		desktop.friend(FRIEND).writes('new');
		await toldText(active, 'new');
		await checked(desktop);
		expect(ranTexts(active).slice(before)).toEqual(['new']);
	});
});

test.each(['deleted', 'edited'] as const)(
	'a message by which numbering is noticed may be %s meanwhile',
	async (how) => {
		await using desktop = await start();
		await using active = await listening(desktop, file());
		const mara = desktop.friend(FRIEND);
		const { id } = mara.writes('the only one');
		await toldText(active, 'the only one');
		await desktop.stop();
		if (how === 'deleted') mara.deletes(id);
		else mara.edits(id, 'the only one, edited');
		await desktop.listenAgain();
		mara.writes('then');
		await toldText(active, 'then');
		await checked(desktop);
		expect(ran(active).map(({ event }) => event)).toEqual([
			'message.received',
			...(how === 'deleted' ? ['message.deleted'] : ['message.edited']),
			'message.received',
		]);
		expect(renumberings(active)).toBe(0);
	},
);

test('Beeper that gives no single messages is asked for the chat, and nothing changes', async () => {
	await using desktop = await start({ version: '4.2.557' });
	await using active = await listening(desktop, file());
	desktop.friend(FRIEND).writes('before');
	await toldText(active, 'before');
	await desktop.restart();
	desktop.friend(FRIEND).writes('after');
	await toldText(active, 'after');
	expect(renumberings(active)).toBe(0);
});

test('a chat that Beeper can never give keeps nothing from being caught up on', async () => {
	await using desktop = await start();
	await using active = await listening(desktop, file());
	desktop.friend(FRIEND).writes('before');
	await toldText(active, 'before');
	const id = encodeURIComponent(desktop.chat(FRIEND).id);
	desktop.failNext(({ url }) => url.includes(`${id}/messages`), { status: 500, times: Infinity });
	await desktop.stop();
	desktop.friend('Tom Okafor').writes('meanwhile');
	await desktop.listenAgain();
	await toldText(active, 'meanwhile', 100_000);
});
