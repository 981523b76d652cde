import { on } from '../double/seed/accounts.mts';
import { people } from '../double/seed/people.mts';
import { start } from '../double/start.mts';
import { FRIEND } from './given.mts';
import { checked, events, listening, onEvents, told, toldOf } from './told.mts';
import { inFastTime } from './time.mts';

inFastTime();

const LIST = 'GET /v1/chats';

const CHATS = ['chat.created', 'chat.updated', 'chat.deleted'];

const NEWCOMER = {
	id: '!newcomer:beeper.com',
	accountID: on.whatsapp,
	type: 'single' as const,
	title: 'Noor Haddad',
	participants: [people.newcomer],
};

const reminder = { remindAt: '2030-01-01T09:00:00.000Z' };
const work = { id: 'label_work', name: 'Work' };
const family = { id: 'label_family', name: 'Family' };

describe('chat.updated', () => {
	test('says which field changed, and what it was before', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, onEvents(CHATS));
		const changes = {
			'Sunday Hike': ['title', 'Sunday Hike', 'Monday Hike'],
			'Building 14 Neighbours': ['description', null, 'Be kind'],
			'Tom Okafor': ['imgURL', null, 'mxc://local.beeper.com/tom'],
			'Mechanical Keyboards': ['isMuted', true, false],
			'Lindenhof Dental': ['isArchived', true, false],
			[FRIEND]: ['isPinned', true, false],
			'Diego Fuentes': ['isLowPriority', false, true],
			'City Transit Alerts': ['isReadOnly', true, false],
			'Priya Nair': ['messageExpirySeconds', 604_800, null],
			'Elena Rossi': ['isMarkedUnread', false, true],
			'Parcel Service': ['reminder', null, reminder],
			'#launch-plan': ['labels', [work], [family]],
		} as const;
		for (const [chat, [field, , after]] of Object.entries(changes)) {
			desktop.me.changes(chat, { [field]: after });
		}
		for (const [chat, [field, before, after]] of Object.entries(changes)) {
			const title = field === 'title' ? after : chat;
			const { id } = desktop.chat(title);
			expect(await told(active, ({ chatID }) => chatID === id)).toMatchObject({
				event: 'chat.updated',
				changed: [field],
				previous: { [field]: before },
				chat: { id, title },
				account: { accountID: desktop.chat(title).accountID },
			});
		}
		expect(active.emitted.all).toHaveLength(Object.keys(changes).length);
	});

	test('is also a first label', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, onEvents(CHATS));
		desktop.me.changes('Tom Okafor', { labels: [work] });
		expect(await toldOf(active, 'chat.updated')).toMatchObject({ changed: ['labels'] });
	});

	test('names who was in the chat, also when only somebody else is there now', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, onEvents(CHATS));
		const ids = desktop.chat('Sunday Hike').participants.items.map(({ id }) => id);
		desktop.setParticipants('Sunday Hike', [people.mara, people.jonas, people.newcomer]);
		expect(await toldOf(active, 'chat.updated')).toMatchObject({
			changed: ['participants'],
			previous: { participants: [...ids].sort() },
		});
		// So many that lists show a part of them.
		const { items } = desktop.chat('Building 14 Neighbours').participants;
		desktop.setParticipants(
			'Building 14 Neighbours',
			items.filter(({ isSelf }) => !isSelf).slice(1),
		);
		expect(await toldOf(active, 'chat.updated')).toMatchObject({
			changed: ['participants'],
			chat: { title: 'Building 14 Neighbours' },
		});
	});

	test('names several fields that changed at once', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, onEvents(CHATS));
		desktop.me.changes('Sunday Hike', { isMuted: true, title: 'Hike', isPinned: true });
		expect(await toldOf(active, 'chat.updated')).toMatchObject({
			changed: ['title', 'isMuted', 'isPinned'],
			previous: { title: 'Sunday Hike', isMuted: false, isPinned: false },
			// The chat in the item is the chat as it is now.
			chat: { title: 'Hike', isMuted: true, isPinned: true },
		});
	});

	test('is neither a new message nor its being read, and misses no change in between', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, onEvents(CHATS));
		for (let i = 0; i < 5; i++) desktop.friend(FRIEND).writes(`${i}`);
		desktop.me.reads(FRIEND);
		desktop.me.writes(FRIEND, 'an answer');
		desktop.me.changes(FRIEND, { isMuted: true });
		expect(await toldOf(active, 'chat.updated')).toMatchObject({ changed: ['isMuted'] });
		desktop.me.changes(FRIEND, { isMuted: false });
		expect(await toldOf(active, 'chat.updated')).toMatchObject({
			changed: ['isMuted'],
			previous: { isMuted: true },
		});
		expect(active.emitted.all).toHaveLength(2);
	});

	test('is found after a gap, on any page', async () => {
		await using desktop = await start({ pageSize: { chats: 3 }, version: '4.2.808' });
		await using active = await listening(desktop, onEvents(CHATS));
		await desktop.stop();
		desktop.me.changes('Lindenhof Dental', { isArchived: false });
		await desktop.listenAgain();
		expect(await toldOf(active, 'chat.updated')).toMatchObject({
			changed: ['isArchived'],
			chat: { title: 'Lindenhof Dental' },
		});
	});
});

describe('chat.created', () => {
	test('comes when somebody writes for the first time, once, and costs no message', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, onEvents([...CHATS, 'message.received']));
		const { id } = desktop.addChat(NEWCOMER);
		desktop.friend('Noor Haddad', id).writes('Hi, this is Noor');
		expect(await toldOf(active, 'chat.created')).toMatchObject({
			chatID: id,
			chat: { id, title: 'Noor Haddad', type: 'single' },
			account: { network: 'WhatsApp' },
		});
		await toldOf(active, 'message.received');
		desktop.friend('Noor Haddad', id).writes('Are you there?');
		await toldOf(active, 'message.received');
		await checked(desktop);
		expect(events(active).sort()).toEqual(['chat.created', 'message.received', 'message.received']);
	});

	test('comes when the user opens one, and when the feed says nothing', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, onEvents(CHATS));
		const others = [{ id: '@nobody:beeper.local', fullName: 'Nobody Known' }];
		desktop.me.opensChat({ accountID: on.telegram, type: 'group', others, title: 'Picnic' });
		expect(await toldOf(active, 'chat.created')).toMatchObject({ chat: { title: 'Picnic' } });
		desktop.silence(on.imessage);
		desktop.me.opensChat({ accountID: on.imessage, type: 'single', others });
		expect(await toldOf(active, 'chat.created')).toMatchObject({
			chat: { title: 'Nobody Known', network: 'iMessage' },
		});
		expect(active.emitted.all).toHaveLength(2);
	});
});

describe('chat.deleted', () => {
	test('comes once, also where a list that still has the chat was on its way', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, onEvents(CHATS));
		await checked(desktop);
		desktop.latency(300, { route: LIST, of: 'answer' });
		await desktop.waitForRequest(LIST, ({ finishedAt }) => finishedAt === null, { at: 'arrived' });
		desktop.me.deletesChat('Diego Fuentes');
		await toldOf(active, 'chat.deleted');
		desktop.latency(0, { route: LIST, of: 'answer' });
		await checked(desktop);
		await checked(desktop);
		expect(events(active)).toEqual(['chat.deleted']);
	});

	test('says which chat it was, once', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, onEvents(CHATS));
		const { id } = desktop.chat('Diego Fuentes');
		desktop.travel({ copies: 2 });
		desktop.me.deletesChat(id);
		expect(await toldOf(active, 'chat.deleted')).toMatchObject({
			chatID: id,
			chat: { id, title: 'Diego Fuentes', network: 'Discord', isArchived: true },
			account: { network: 'Discord' },
		});
		desktop.me.deletesChat('Tom Okafor');
		await toldOf(active, 'chat.deleted');
		expect(active.emitted.all).toHaveLength(2);
	});

	test('is found after a gap', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, onEvents(CHATS));
		await desktop.stop();
		desktop.me.deletesChat('Diego Fuentes');
		await desktop.listenAgain();
		expect(await toldOf(active, 'chat.deleted')).toMatchObject({
			chat: { title: 'Diego Fuentes' },
		});
	});
});
