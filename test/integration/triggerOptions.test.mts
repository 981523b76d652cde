import type { IBinaryKeyData, INodeParameters } from 'n8n-workflow';
import { on, selfOn } from '../double/seed/accounts.mts';
import { png } from '../double/seed/files.mts';
import { people } from '../double/seed/people.mts';
import { start } from '../double/start.mts';
import { readBinary } from '../engine/index.mts';
import { byID, FRIEND, sendText } from './given.mts';
import { checked, listening, onEvents, texts, toldOf, toldText } from './told.mts';
import { both } from './triggered.mts';
import { inFastTime } from './time.mts';

inFastTime();

const SEND = 'POST /v1/chats/{chatID}/messages';
const SERVE = 'GET /v1/assets/serve';

const row = (collection: string, value: string) => ({ values: [{ [collection]: byID(value) }] });

const picture = { bytes: png(8, 8, [1, 2, 3]), fileName: 'a.png', mimeType: 'image/png' };

const STRANGER = {
	id: '!stranger:beeper.com',
	accountID: on.telegram,
	type: 'group' as const,
	title: 'Strangers',
	participants: [people.vera],
};

describe('filters', () => {
	const fitting: Array<[string, INodeParameters, string]> = [
		['chats', { chatIDs: row('chatID', '!kQ3vXwZr8sT1:beeper.com') }, 'Tom Okafor: hello'],
		['accounts', { accountIDs: row('accountID', on.signal) }, 'Priya Nair: hello'],
		['groups', { chatType: 'group' }, 'Sunday Hike: hello @room'],
		['a sender', { senders: row('sender', people.elena.id) }, 'Elena Rossi: hello'],
		['me', { senders: row('sender', 'me') }, 'me: hello'],
		['a text', { textContains: 'DIEGO fuentes' }, 'Diego Fuentes: hello'],
		['a pattern', { textRegex: '^m.: ' }, 'me: hello'],
		['types', { messageTypes: ['IMAGE'] }, 'Mara: a picture'],
		['attachments', { attachments: 'with' }, 'Mara: a picture'],
		['mentions', { mentionsMe: true }, 'Sunday Hike: hello @room'],
		[
			'what is left out',
			{ leaveOut: ['muted', 'archived', 'lowPriority'], textRegex: 'Diego|Keyboards|launch' },
			'#launch-plan: hello',
		],
	];

	test.each(fitting)('by %s let through what fits, and nothing else', async (_, filters, text) => {
		await using desktop = await start();
		await using active = await listening(desktop, onEvents(both.events, { filters }));
		desktop.clearRequests();
		desktop.friend('Tom Okafor').writes('Tom Okafor: hello');
		desktop.friend('Priya Nair').writes('Priya Nair: hello');
		desktop.friend('Elena Rossi').writes('Elena Rossi: hello');
		desktop.friend('Diego Fuentes').writes('Diego Fuentes: hello');
		desktop.friend('Vera Novak', 'Mechanical Keyboards').writes('Keyboards: hello');
		desktop.friend('Jonas Weber', 'Sunday Hike').writes('Sunday Hike: hello @room', {
			mentions: ['@room'],
		});
		desktop.friend(FRIEND).writes('Mara: a picture', { attachment: picture });
		desktop.me.writes(FRIEND, 'me: hello');
		desktop.friend('Sam Whitaker', '#launch-plan').writes('#launch-plan: hello');
		await toldText(active, text);
		// What could have been told before it was.
		const fits = 'chatType' in filters ? [text, '#launch-plan: hello'] : [text];
		if ('chatType' in filters) {
			await toldText(active, '#launch-plan: hello');
			expect(texts(active)).toEqual(['Keyboards: hello', ...fits]);
		} else {
			expect(texts(active)).toEqual(fits);
		}
		expect(desktop.requests.filter(({ route }) => route !== 'GET /v1/chats')).toEqual([]);
	});

	test('cost no request where nothing passes, not even for a chat that nobody knows', async () => {
		await using desktop = await start();
		const filters = { textContains: 'pizza' };
		const options = { downloadAttachments: true };
		await using active = await listening(desktop, onEvents(both.events, { filters, options }));
		const { id } = desktop.addChat(STRANGER);
		desktop.clearRequests();
		desktop.friend('Vera Novak', id).writes('pasta', { attachment: picture });
		desktop.friend(FRIEND).writes('pizza');
		await toldText(active, 'pizza');
		expect(desktop.requests).toEqual([]);
	});

	test('of the chat hold for what is caught up on, too', async () => {
		await using desktop = await start();
		const filters = { leaveOut: ['muted'], chatType: 'group' };
		await using active = await listening(desktop, onEvents(both.events, { filters }));
		await desktop.stop();
		const { id } = desktop.addChat(STRANGER);
		desktop.friend('Vera Novak', 'Mechanical Keyboards').writes('muted');
		desktop.friend(FRIEND).writes('direct');
		desktop.friend('Vera Novak', id).writes('fits');
		await desktop.listenAgain();
		await toldText(active, 'fits');
		expect(texts(active)).toEqual(['fits']);
	});

	test('hold for reactions and deletions: who did it, and the text that was', async () => {
		await using desktop = await start();
		const events = ['reaction.added', 'message.deleted'];
		const filters = { senders: row('sender', people.mara.id), textContains: 'plan' };
		await using active = await listening(desktop, onEvents(events, { filters }));
		const friend = desktop.friend(FRIEND);
		const plan = friend.writes('the plan');
		const other = friend.writes('the weather');
		for (const { id } of [other, plan]) {
			desktop.me.reacts(FRIEND, id, '👍');
			friend.reacts(id, '❤️');
		}
		for (const { id } of [other, plan]) friend.deletes(id);
		await toldOf(active, 'message.deleted');
		expect(active.emitted.all.map(({ items }) => items[0][0].json)).toMatchObject([
			{ event: 'reaction.added', reaction: { participantID: people.mara.id } },
			{ event: 'message.deleted', plainText: 'the plan' },
		]);
		expect(selfOn(on.whatsapp)).not.toBe(people.mara.id);
	});
});

describe('downloads', () => {
	const options = { downloadAttachments: true };

	test('put the files into the item, one request each', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, onEvents(both.events, { options }));
		desktop.clearRequests();
		desktop.friend(FRIEND).writes('look', { attachment: picture });
		desktop.friend(FRIEND).writes('no file');
		const json = await toldText(active, 'look');
		expect(json.media).toMatchObject([
			{ attachment: 0, binary: 'attachment_0', fileName: 'a.png', mimeType: 'image/png' },
		]);
		const [[item]] = active.emitted.all[0].items;
		const { attachment_0: file } = item.binary as IBinaryKeyData;
		expect([...(await readBinary(file))]).toEqual([...picture.bytes]);
		expect(desktop.requests.map(({ route }) => route)).toEqual([SERVE]);
		// A message without files has no such field, and comes after the one with.
		expect(await toldText(active, 'no file')).not.toHaveProperty('media');
		expect(texts(active)).toEqual(['look', 'no file']);
	});

	test('that fail are a field of the item, also those of files that are too large', async () => {
		await using desktop = await start();
		const limited = { ...options, maxFileSize: 1 };
		await using active = await listening(desktop, onEvents(both.events, { options: limited }));
		const url = desktop.addAsset({ fileName: 'b.mp4', mimeType: 'video/mp4', size: 5_000_000 });
		desktop.friend(FRIEND).writes('too large', {
			fields: { attachments: [{ type: 'video', id: url, srcURL: url, fileName: 'b.mp4' }] },
		});
		const large = await toldText(active, 'too large');
		expect(large.media).toMatchObject([{ binary: null, error: expect.stringContaining('1 MB') }]);
		desktop.failNext(SERVE, { status: 404 });
		desktop.friend(FRIEND).writes('gone', { attachment: picture });
		const gone = await toldText(active, 'gone');
		expect(gone.media).toMatchObject([{ binary: null, error: expect.any(String) }]);
		expect((await active.waitForExecution()).status).toBe('success');
		expect(active.failedExecutions.all).toEqual([]);
	});

	test('happen for what is missed, too', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, onEvents(both.events, { options }));
		await desktop.stop();
		for (const text of ['one', 'two']) desktop.friend(FRIEND).writes(text, { attachment: picture });
		await desktop.listenAgain();
		expect((await toldText(active, 'one')).media).toMatchObject([{ binary: 'attachment_0' }]);
		await toldText(active, 'two');
		expect(texts(active)).toEqual(['one', 'two']);
	});
});

describe('one run at a time per chat', () => {
	test('holds back the next of the chat until the workflow is done, and no other chat', async () => {
		await using desktop = await start({ resolveAfterMs: 1 });
		const file = onEvents(
			['message.received'],
			{ options: { onePerChat: true } },
			{ ...sendText('={{ $json.chatID }}'), text: '=re: {{ $json.plainText }}' },
		);
		await using active = await listening(desktop, file);
		desktop.latency(Infinity, { route: SEND });
		for (const text of ['one', 'two', 'three']) desktop.friend(FRIEND).writes(text);
		await desktop.waitForRequest(SEND, undefined, { at: 'arrived' });
		desktop.friend('Tom Okafor').writes('elsewhere');
		await toldText(active, 'elsewhere');
		expect(texts(active)).toEqual(['one', 'elsewhere']);
		active.stopExecutions();
		desktop.latency(0, { route: SEND });
		await toldText(active, 'three');
		const order = active.emitted.all.map(({ items }) => items[0][0].json.plainText);
		expect(order).toEqual(['one', 'elsewhere', 'two', 'three']);
		// The second one was answered before the third one started.
		await desktop.waitForMessage(({ text }) => text === 're: two');
		await desktop.waitForMessage(({ text }) => text === 're: three');
	});

	test('is no limit where it is off', async () => {
		await using desktop = await start();
		const reply = { ...sendText('={{ $json.chatID }}'), text: 'answer' };
		await using active = await listening(desktop, onEvents(['message.received'], {}, reply));
		desktop.latency(Infinity, { route: SEND });
		for (const text of ['one', 'two', 'three']) desktop.friend(FRIEND).writes(text);
		await toldText(active, 'three');
		expect(active.executions).toEqual([]);
		active.stopExecutions();
	});
});

test('the check interval is what the option says', async () => {
	await using desktop = await start();
	const options = { reconcileSeconds: 20 };
	await using active = await listening(desktop, onEvents(both.events, { options }));
	const at = async () => {
		const began = Date.now();
		await desktop.waitForRequest('GET /v1/chats', undefined, { timeoutMs: 100_000 });
		return Date.now() - began;
	};
	desktop.clearRequests();
	await at();
	expect(await at()).toBeGreaterThan(18_000);
	desktop.silence(on.imessage);
	desktop.friend('Elena Rossi').writes('found then');
	await toldText(active, 'found then', 60_000);
	await checked(desktop);
});
