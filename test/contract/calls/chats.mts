import { expect } from './expect.mts';
import type { Call } from './call.mts';

const whatsapp = 'local-whatsapp_ba_Kx7dQm2sVhT0aLw9';

/** The calls on `chats`, by their names in the official client. */
export const chats: Record<string, Call> = {
	'chats.list': {
		endpoint: 'GET /v1/chats',
		params: 'ChatListParams',
		answer: { page: 'ChatListResponse' },
		async prove(client, desktop) {
			const times = [];
			for await (const chat of client.chats.list()) times.push(chat.lastActivity);
			expect(times).toEqual([...times].sort().reverse());
			expect(times).toHaveLength(13);
			expect(desktop.requests.length).toBeGreaterThan(1);
			const slack = await client.chats.list({ accountIDs: ['slackgo.T0DOUBLE1-U0ROBIN01'] });
			expect(slack.items.map(({ title }) => title)).toEqual(['#launch-plan']);
			expect(slack.items[0].preview?.text).toBe('Then we ship on Thursday');
		},
	},
	'chats.search': {
		endpoint: 'GET /v1/chats/search',
		params: 'ChatSearchParams',
		answer: { page: 'Chat' },
		async prove(client) {
			const titles = async (query: Parameters<typeof client.chats.search>[0]) =>
				(await client.chats.search(query)).items.map(({ title }) => title);
			expect(await titles({ query: 'elena imessage' })).toEqual(['Elena Rossi']);
			expect(await titles({ query: 'aiko', scope: 'participants' })).toEqual(['Sunday Hike']);
			expect(await titles({ inbox: 'archive' })).toEqual(['Diego Fuentes', 'Lindenhof Dental']);
			expect(await titles({ inbox: 'low-priority' })).toEqual(['Mechanical Keyboards']);
			expect(await titles({ unreadOnly: true, includeMuted: false })).toEqual(['Mara Lindqvist']);
			expect(await titles({ inbox: 'primary', type: 'group', limit: 2 })).toHaveLength(2);
		},
	},
	'chats.retrieve': {
		endpoint: 'GET /v1/chats/{chatID}',
		params: 'ChatRetrieveParams',
		answer: 'Chat',
		async prove(client, desktop) {
			const { id, localChatID } = desktop.chat('Building 14 Neighbours');
			expect((await client.chats.retrieve(id)).participants.items).toHaveLength(27);
			const few = await client.chats.retrieve(localChatID ?? '', { maxParticipantCount: 3 });
			expect(few.participants).toMatchObject({ hasMore: true, total: 27 });
			const awkward = desktop.chat('Elena Rossi');
			expect(await client.chats.retrieve(awkward.id)).toMatchObject({ id: awkward.id });
		},
	},
	'chats.create': {
		endpoint: 'POST /v1/chats',
		params: 'ChatCreateParams',
		answer: 'ChatCreateResponse',
		async prove(client, desktop) {
			const [mara, jonas] = ['Mara Lindqvist', 'Jonas Weber'].map(
				(name) => desktop.friend(name, 'Sunday Hike').id,
			);
			const group = await client.chats.create({
				accountID: whatsapp,
				type: 'group',
				participantIDs: [mara, jonas],
				title: 'Surprise party',
				messageText: 'Ideas?',
			});
			expect(group).toMatchObject({ title: 'Surprise party', status: 'created' });
			expect(group.chatID).toBe(group.id);
			expect(desktop.messages('Surprise party').map(({ text }) => text)).toEqual(['Ideas?']);
			await desktop.waitForEvent('chat.upserted', ({ chatID }) => chatID === group.id);
		},
	},
	'chats.start': {
		endpoint: 'POST /v1/chats/start',
		params: 'ChatStartParams',
		answer: 'ChatStartResponse',
		async prove(client, desktop) {
			const start = (user: object) => client.chats.start({ accountID: whatsapp, user });
			const known = await start({ phoneNumber: '+15550101' });
			expect(known).toMatchObject({ id: desktop.chat('Mara Lindqvist').id, status: 'existing' });
			expect(await start({ phoneNumber: '+15550106' })).toMatchObject({
				title: 'Noor Haddad',
				status: 'created',
			});
		},
	},
	'chats.update': {
		endpoint: 'PATCH /v1/chats/{chatID}',
		params: 'ChatUpdateParams',
		answer: 'Chat',
		async prove(client, desktop) {
			const { id } = desktop.chat('Sunday Hike');
			const changed = { title: 'Saturday Hike', isPinned: true, draft: { text: '*soon*' } };
			expect(await client.chats.update(id, changed)).toMatchObject({
				title: 'Saturday Hike',
				isPinned: true,
				isMuted: false,
				draft: { text: '<em>soon</em>' },
			});
			const again = client.chats.update(id, { draft: { text: 'other' } });
			await expect(again).rejects.toMatchObject({ status: 422 });
			expect(await client.chats.update(id, { draft: null, description: null })).toMatchObject({
				draft: null,
				description: null,
			});
		},
	},
	'chats.archive': {
		endpoint: 'POST /v1/chats/{chatID}/archive',
		params: 'ChatArchiveParams',
		answer: null,
		async prove(client, desktop) {
			const { id } = desktop.chat('Priya Nair');
			await client.chats.archive(id);
			expect(desktop.chat(id).isArchived).toBe(true);
			await client.chats.archive(id, { archived: false });
			expect(desktop.chat(id).isArchived).toBe(false);
		},
	},
	'chats.markRead': {
		endpoint: 'POST /v1/chats/{chatID}/read',
		params: 'ChatMarkReadParams',
		answer: 'Chat',
		async prove(client, desktop) {
			const { id } = desktop.chat('Mara Lindqvist');
			const first = desktop.friend('Mara Lindqvist').writes('One');
			desktop.friend('Mara Lindqvist').writes('Two');
			expect(await client.chats.markRead(id, { messageID: first.id })).toMatchObject({
				unreadCount: 1,
				lastReadMessageSortKey: first.sortKey,
			});
			expect((await client.chats.markRead(id)).unreadCount).toBe(0);
		},
	},
	'chats.markUnread': {
		endpoint: 'POST /v1/chats/{chatID}/unread',
		params: 'ChatMarkUnreadParams',
		answer: 'Chat',
		async prove(client, desktop) {
			const { id } = desktop.chat('#launch-plan');
			expect(await client.chats.markUnread(id)).toMatchObject({ isMarkedUnread: true });
			const [first] = desktop.messages(id);
			const from = await client.chats.markUnread(id, { messageID: first.id });
			expect(from.unreadCount).toBe(2);
		},
	},
	'chats.notifyAnyway': {
		endpoint: 'POST /v1/chats/{chatID}/notify-anyway',
		params: 'ChatNotifyAnywayParams',
		answer: 'Chat',
		async prove(client, desktop) {
			const { id } = desktop.chat('Elena Rossi');
			expect(await client.chats.notifyAnyway(id)).toMatchObject({ id });
			const elsewhere = client.chats.notifyAnyway(desktop.chat('Tom Okafor').id, {});
			await expect(elsewhere).rejects.toMatchObject({ status: 422 });
		},
	},
};
