import { on, selfOn } from '../double/seed/accounts.mts';
import { people } from '../double/seed/people.mts';
import { start } from '../double/start.mts';
import { FRIEND } from './given.mts';
import {
	checked,
	listening,
	movableTime,
	onEvents,
	ranTexts,
	texts,
	told,
	toldText,
} from './told.mts';
import { both } from './triggered.mts';
import { inFastTime } from './time.mts';

inFastTime();

const HOUR = 3_600_000;
const LIST = 'GET /v1/chats';

const MERGED = {
	id: '!merged:beeper.com',
	type: 'single' as const,
	title: 'Mara everywhere',
	participants: [people.mara],
};

const file = () => onEvents(both.events);

describe('history is not new', () => {
	test('when the trigger is activated for the first time', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, file());
		await checked(desktop);
		expect(active.emitted.all).toEqual([]);
	});

	test('when a network is connected and brings along what was written before', async () => {
		using time = movableTime();
		await using desktop = await start();
		await using active = await listening(desktop, file());
		// Written since the trigger was activated, and before the account was there.
		time.advance(3 * HOUR);
		const user = { id: '@matrixgo_1:beeper.local', fullName: 'Robin Hale', isSelf: true };
		const bridge = { id: 'gmessages', type: 'gmessages', provider: 'cloud' as const };
		const account = { accountID: 'gmessages', network: 'Google Messages', bridge, user };
		desktop.addAccount({ ...account, status: 'backfilling' });
		const participants = [{ id: '@gmessages_2:beeper.local', fullName: 'Grandma' }];
		const chat = desktop.addChat({
			id: '!gm:beeper.com',
			accountID: 'gmessages',
			type: 'single',
			title: 'Grandma',
			participants,
			messages: [
				{ senderID: participants[0].id, minutesAgo: 130, text: 'yesterday’s news' },
				{ senderID: participants[0].id, minutesAgo: 90, text: 'and some more' },
			],
		});
		const [more] = [
			{ senderID: participants[0].id, minutesAgo: 140, text: 'and what came before' },
		];
		desktop.backfill(chat.id, [more]);
		await checked(desktop);
		desktop.friend('Grandma', chat.id).writes('Now I am here');
		await toldText(active, 'Now I am here');
		await checked(desktop);
		expect(texts(active)).toEqual(['Now I am here']);
	});

	test('when a known chat gets its older messages', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, file());
		desktop.friend(FRIEND).writes('first');
		desktop.backfill(
			FRIEND,
			Array.from({ length: 40 }, (_, i) => ({
				senderID: i % 2 ? people.mara.id : selfOn(on.whatsapp),
				minutesAgo: 9_000 - i,
				text: `old ${i}`,
			})),
		);
		desktop.friend(FRIEND).writes('last');
		await toldText(active, 'last');
		await checked(desktop);
		expect(texts(active)).toEqual(['first', 'last']);
	});
});

describe('what Beeper brings again over the feed is not new', () => {
	const sender = { senderID: people.mara.id };

	test('be it months old, several messages in one frame, from chats known and unknown', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, file());
		desktop.friend(FRIEND).writes('first');
		await toldText(active, 'first');
		const old = (text: string, days: number) => ({ ...sender, minutesAgo: days * 1_440, text });
		for (const days of [270, 30, 2]) {
			const history = Array.from({ length: 5 }, (_, i) => old(`${days} days ago, ${i}`, days));
			desktop.backfill(FRIEND, history);
			desktop.addChat({ ...MERGED, id: `!${days}:beeper.com`, accountID: on.whatsapp });
			desktop.backfill(`!${days}:beeper.com`, history);
			// With higher numbers than what is there, as rows that are stored later have.
			desktop.friend(FRIEND).writes(`numbered on, ${days}`, {
				fields: { timestamp: new Date(Date.now() - days * 24 * HOUR).toISOString() },
			});
		}
		desktop.friend(FRIEND).writes('last');
		await toldText(active, 'last');
		await checked(desktop);
		expect(texts(active)).toEqual(['first', 'last']);
	});

	test('also the newest ones, as after a reconnect, before and after n8n was down', async () => {
		await using desktop = await start();
		await using first = await listening(desktop, file());
		for (let i = 0; i < 30; i++) desktop.friend(FRIEND).writes(`${i}`);
		await toldText(first, '29');
		desktop.replay(FRIEND, 30);
		await checked(desktop);
		expect(texts(first)).toHaveLength(30);
		await first.deactivate();
		await using active = await listening(desktop, file(), { ...first.saved, mode: 'init' });
		desktop.replay(FRIEND, 30);
		desktop.friend(FRIEND).writes('new');
		await toldText(active, 'new');
		await checked(desktop);
		expect(ranTexts(active)).toEqual(['new']);
	});

	test('and a delay of hours on its way does not make a message old', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, file());
		using time = movableTime();
		desktop.friend(FRIEND).writes('first');
		await toldText(active, 'first');
		time.advance(10 * HOUR);
		const timestamp = new Date(Date.now() - 6 * HOUR).toISOString();
		desktop.friend(FRIEND).writes('held up', { fields: { timestamp } });
		await toldText(active, 'held up');
	});
});

test('a message whose time is 1970 is one, over the feed and after a downtime', async () => {
	const fields = { timestamp: '1970-01-01T00:00:00.000Z' };
	await using desktop = await start();
	await using first = await listening(desktop, file());
	desktop.friend(FRIEND).writes('live', { fields });
	const { occurredAt } = await toldText(first, 'live');
	expect(Date.now() - Date.parse(String(occurredAt))).toBeLessThan(HOUR);
	await checked(desktop);
	expect(texts(first)).toEqual(['live']);
	await first.deactivate();
	desktop.friend(FRIEND).writes('before it');
	desktop.friend(FRIEND).writes('missed', { fields });
	desktop.friend(FRIEND).writes('after it');
	await using active = await listening(desktop, file(), { ...first.saved, mode: 'init' });
	await toldText(active, 'after it');
	await checked(desktop);
	expect(ranTexts(active)).toEqual(['before it', 'missed', 'after it']);
});

test('frames of unknown types are no gap, whatever they are numbered', async () => {
	await using desktop = await start();
	await using active = await listening(desktop, file());
	await checked(desktop);
	desktop.clearRequests();
	for (let i = 0; i < 10; i++) desktop.tellUnknown({ type: 'app.state.updated', state: 'ready' });
	desktop.friend(FRIEND).writes('and then');
	await toldText(active, 'and then');
	await checked(desktop);
	const gaps = active.logs.filter(({ message }) => message.includes('missed'));
	expect(gaps.map(({ message }) => message).filter((one) => /missed \d+ events/.test(one))).toEqual(
		[],
	);
	const routes = new Set(desktop.requests.map(({ route }) => route));
	expect([...routes]).toEqual([LIST, 'GET /v1/chats/{chatID}/messages']);
});

test('when nothing has changed, a check is one request', async () => {
	await using desktop = await start();
	const events = ['message.received', 'reaction.added', 'chat.updated'];
	await using active = await listening(desktop, onEvents(events));
	desktop.friend(FRIEND).writes('confirmed by the first check');
	await told(active, () => true);
	await checked(desktop);
	desktop.clearRequests();
	await checked(desktop);
	expect(desktop.requests.map(({ route }) => route)).toEqual([LIST, LIST]);
});

test('nor does a chat that stands for several, whose messages are in those, ask for more', async () => {
	await using desktop = await start();
	await using active = await listening(desktop, file());
	const [one, two] = [desktop.chat(FRIEND), desktop.chat('Tom Okafor')];
	const merged = desktop.addChat({ ...MERGED, accountID: one.accountID });
	desktop.friend(FRIEND).writes('in one of them');
	const { lastActivity } = desktop.chat(FRIEND);
	const merge = { chatIDs: [one.id, two.id] };
	// Not known to the types of the stand-in.
	desktop.me.changes(merged.id, { lastActivity, ...{ merge } });
	await toldText(active, 'in one of them');
	await checked(desktop);
	desktop.clearRequests();
	await checked(desktop);
	expect(desktop.requests.map(({ route }) => route)).toEqual([LIST, LIST]);
	expect(texts(active)).toEqual(['in one of them']);
});
