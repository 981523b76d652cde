import { start } from '../double/start.mts';
import { FRIEND } from './given.mts';
import { checked, events, listening, onEvents, texts, toldOf, toldText } from './told.mts';
import { emitted } from './triggered.mts';
import { inFastTime } from './time.mts';

inFastTime();

const CHANGES = ['message.edited', 'message.deleted', 'reaction.added', 'reaction.removed'];

/** Deletes a message for this user alone, through the API: it is gone from all pages. */
async function deleteForMe(desktop: { url: string; token: string }, chatID: string, id: string) {
	const path = `/v1/chats/${encodeURIComponent(chatID)}/messages/${id}?forEveryone=false`;
	const headers = { authorization: `Bearer ${desktop.token}` };
	const { status } = await fetch(desktop.url + path, { method: 'DELETE', headers });
	expect(status).toBe(204);
}

describe('message.edited', () => {
	test('has the text from before', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, onEvents(['message.edited']));
		const friend = desktop.friend(FRIEND);
		const { id } = friend.writes('see you at <b>eight</b>');
		const { editedTimestamp } = friend.edits(id, 'see you at <b>nine</b>');
		expect(await toldOf(active, 'message.edited')).toMatchObject({
			occurredAt: editedTimestamp,
			messageID: id,
			plainText: 'see you at nine',
			previousText: 'see you at eight',
			message: { id, text: 'see you at <b>nine</b>' },
			chat: { title: FRIEND },
			account: { network: 'WhatsApp' },
		});
	});

	test('tells edits apart that a network dates to the same second', async () => {
		const second = Date.now() + 60_000;
		await using desktop = await start({ now: () => second });
		await using active = await listening(desktop, onEvents(['message.edited']));
		desktop.travel({ copies: 2 });
		const friend = desktop.friend(FRIEND);
		const { id } = friend.writes('one');
		for (const text of ['two', 'three']) friend.edits(id, text);
		await toldText(active, 'three');
		desktop.travel({ copies: 1 });
		friend.reacts(id, '👍');
		friend.edits(id, 'four');
		await toldText(active, 'four');
		expect(texts(active)).toEqual(['two', 'three', 'four']);
	});

	test('tells each edit once, however often its frame comes, and own ones', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, onEvents(['message.edited']));
		desktop.travel({ copies: 3 });
		const { id } = desktop.me.writes(FRIEND, 'one');
		for (const text of ['two', 'three']) {
			desktop.me.edits(FRIEND, id, text);
			await toldText(active, text);
		}
		desktop.me.edits(FRIEND, id, 'end');
		await toldText(active, 'end');
		expect(emitted(active).map(({ previousText }) => previousText)).toEqual([
			'one',
			'two',
			'three',
		]);
	});

	test('knows what stood there when the trigger was activated', async () => {
		await using desktop = await start();
		const old = desktop.messages(FRIEND).at(-1)!; // the seed has some
		await using active = await listening(desktop, onEvents(['message.edited']));
		desktop.friend(FRIEND).edits(old.id, 'never mind');
		expect(await toldOf(active, 'message.edited')).toMatchObject({
			plainText: 'never mind',
			previousText: old.text,
		});
	});

	test('of a message that was never seen has null for the text from before', async () => {
		await using desktop = await start();
		const [oldest] = desktop.messages('Sunday Hike');
		await using active = await listening(desktop, onEvents(['message.edited']));
		desktop.friend('Jonas Weber', 'Sunday Hike').edits(oldest.id, 'changed after ages');
		expect(await toldOf(active, 'message.edited')).toMatchObject({
			messageID: oldest.id,
			previousText: null,
		});
	});

	test('of a Beeper that does not say when: the text is compared', async () => {
		await using desktop = await start({ version: '4.2.557' });
		await using active = await listening(desktop, onEvents(['message.edited']));
		const friend = desktop.friend(FRIEND);
		const { id } = friend.writes('before');
		friend.reacts(id, '👍');
		friend.edits(id, 'after');
		expect(await toldOf(active, 'message.edited')).toMatchObject({
			plainText: 'after',
			previousText: 'before',
		});
		friend.unreacts(id, '👍');
		friend.edits(id, 'and again');
		expect(await toldOf(active, 'message.edited')).toMatchObject({ previousText: 'after' });
		expect(active.emitted.all).toHaveLength(2);
	});

	test('is neither a receipt nor a send status, a repeated frame, a reaction or a mark', async () => {
		await using desktop = await start({ resolveAfterMs: 20 });
		await using active = await listening(desktop, onEvents(['message.edited', 'message.deleted']));
		const friend = desktop.friend(FRIEND);
		const { id, chatID } = friend.writes('one');
		desktop.me.reads(FRIEND);
		friend.reacts(id, '👍');
		await fetch(`${desktop.url}/v1/chats/${encodeURIComponent(chatID)}/messages`, {
			method: 'POST',
			headers: { authorization: `Bearer ${desktop.token}`, 'content-type': 'application/json' },
			body: JSON.stringify({ text: 'through the API' }),
		});
		const sent = await desktop.waitForMessage();
		desktop.sendRaw({
			type: 'message.upserted',
			chatID,
			ids: [sent.id],
			entries: [{ ...sent, seen: { '@mara': new Date().toISOString() } }],
		});
		friend.edits(id, 'two');
		await toldText(active, 'two');
		expect(events(active)).toEqual(['message.edited']);
	});

	test('is found after a gap, each where it belongs, whatever else was missed', async () => {
		await using desktop = await start();
		await using active = await listening(desktop, onEvents(['message.edited', 'message.received']));
		const { id } = desktop.friend(FRIEND).writes('before');
		await toldText(active, 'before');
		await desktop.stop();
		desktop.friend(FRIEND).edits(id, 'after');
		// Told first, since its chat was active last; the edit is older than it.
		desktop.friend('Priya Nair').writes('later, elsewhere');
		await desktop.listenAgain();
		await toldText(active, 'later, elsewhere');
		expect(await toldText(active, 'after')).toMatchObject({ previousText: 'before' });
	});

	test('of a message that was never seen is found after n8n was down, whatever else was missed', async () => {
		await using desktop = await start();
		const file = onEvents(['message.edited', 'message.received']);
		const old = desktop.messages('Tom Okafor')[0];
		await using before = await listening(desktop, file);
		await before.deactivate();
		desktop.friend('Tom Okafor').edits(old.id, 'edited meanwhile');
		for (const name of [FRIEND, 'Priya Nair']) desktop.friend(name).writes('written meanwhile');
		await using active = await listening(desktop, file, { ...before.saved, mode: 'init' });
		expect(texts(active).sort()).toEqual([
			'edited meanwhile',
			'written meanwhile',
			'written meanwhile',
		]);
	});
});

describe.each(['event', 'upsert'] as const)('message.deleted (by %s)', (deletions) => {
	test('has the text that was seen, once', async () => {
		await using desktop = await start({ deletions });
		await using active = await listening(desktop, onEvents(['message.deleted']));
		desktop.travel({ copies: 2 });
		const friend = desktop.friend(FRIEND);
		const message = friend.writes('I should not have said <i>that</i>');
		friend.deletes(message.id);
		expect(await toldOf(active, 'message.deleted')).toMatchObject({
			messageID: message.id,
			plainText: 'I should not have said that',
			message: {
				id: message.id,
				chatID: message.chatID,
				senderName: FRIEND,
				text: message.text,
				isDeleted: true,
			},
			chat: { title: FRIEND },
		});
		friend.deletes(friend.writes('end').id);
		await toldText(active, 'end');
		expect(active.emitted.all).toHaveLength(2);
	});

	test('has the text from when the trigger was activated', async () => {
		await using desktop = await start({ deletions });
		const old = desktop.messages(FRIEND).at(-1)!; // the seed has some
		await using active = await listening(desktop, onEvents(['message.deleted']));
		desktop.friend(FRIEND).deletes(old.id);
		expect(await toldOf(active, 'message.deleted')).toMatchObject({
			messageID: old.id,
			plainText: old.text,
		});
	});

	test('is found after a gap', async () => {
		await using desktop = await start({ deletions });
		await using active = await listening(desktop, onEvents(['message.deleted']));
		const { id } = desktop.friend(FRIEND).writes('soon gone');
		await desktop.stop();
		desktop.friend(FRIEND).deletes(id);
		await desktop.listenAgain();
		expect(await toldOf(active, 'message.deleted')).toMatchObject({
			plainText: 'soon gone',
		});
	});

	test('takes no reactions with it, and a message nobody saw is none', async () => {
		await using desktop = await start({ deletions });
		await using active = await listening(desktop, onEvents(CHANGES));
		const friend = desktop.friend(FRIEND);
		const { id } = friend.writes('with a heart');
		desktop.me.reacts(FRIEND, id, '❤️');
		desktop.friend('Jonas Weber', 'Sunday Hike').deletes(desktop.messages('Sunday Hike')[0].id);
		friend.deletes(id);
		await toldText(active, 'with a heart');
		await toldOf(active, 'message.deleted');
		expect(events(active)).toEqual(['reaction.added', 'message.deleted']);
	});
});

test('message.deleted of what has vanished from its page, in the middle and at the end', async () => {
	await using desktop = await start();
	await using active = await listening(desktop, onEvents(['message.deleted']));
	const friend = desktop.friend(FRIEND);
	const { chatID, id } = friend.writes('gone without a word');
	friend.writes('stays');
	const last = friend.writes('gone as well');
	// What was read stands as last seen by reading, not by a frame.
	await checked(desktop);
	desktop.loseEvents(2);
	for (const one of [id, last.id]) await deleteForMe(desktop, chatID, one);
	desktop.dropSockets();
	await toldText(active, 'gone without a word');
	await toldText(active, 'gone as well');
	expect(active.emitted.all).toHaveLength(2);
});
