import { expect } from './expect.mts';
import type { Call } from './call.mts';

/** The calls on `messages`, by their names in the official client. */
export const messages: Record<string, Call> = {
	'messages.list': {
		endpoint: 'GET /v1/chats/{chatID}/messages',
		params: 'MessageListParams',
		answer: { page: 'Message' },
		async prove(client, desktop) {
			const { id } = desktop.chat('Sunday Hike');
			const keys = new Set<string>();
			for await (const { sortKey } of client.messages.list(id)) {
				// The client believes `hasMore`, and a history never ends: it would page for ever.
				if (keys.has(sortKey)) break;
				keys.add(sortKey);
			}
			expect([...keys]).toEqual(
				desktop
					.messages(id)
					.map(({ sortKey }) => sortKey)
					.reverse(),
			);
			expect(desktop.requests).toHaveLength(4);
			const first = await client.messages.list(id);
			desktop.friend('Aiko Tanaka', id).writes('New');
			const newer = await client.messages.list(id, {
				cursor: first.newestCursor,
				direction: 'after',
			});
			expect(newer.items.map(({ text }) => text)).toEqual(['New']);
			expect(newer.hasMore).toBe(false);
		},
	},
	'messages.retrieve': {
		endpoint: 'GET /v1/chats/{chatID}/messages/{messageID}',
		params: 'MessageRetrieveParams',
		answer: 'Message',
		async prove(client, desktop) {
			const { id: chatID } = desktop.chat('Elena Rossi');
			const [{ id }] = desktop.messages(chatID);
			expect(id).toMatch(/\//);
			expect(await client.messages.retrieve(id, { chatID })).toMatchObject({ id });
		},
	},
	'messages.send': {
		endpoint: 'POST /v1/chats/{chatID}/messages',
		params: 'MessageSendParams',
		answer: 'MessageSendResponse',
		async prove(client, desktop) {
			const { id: chatID } = desktop.chat('Mara Lindqvist');
			const [question] = desktop.messages(chatID);
			const replyToMessageID = question.id;
			const sent = await client.messages.send(chatID, { text: '**Yes**', replyToMessageID });
			const arrived = await desktop.waitForMessage();
			expect(arrived).toMatchObject({ linkedMessageID: question.id, text: '<strong>Yes</strong>' });
			expect(arrived.id).not.toBe(sent.pendingMessageID);
			const found = await client.messages.retrieve(sent.pendingMessageID, { chatID });
			expect(found).toMatchObject({ id: arrived.id, sendStatus: { status: 'SUCCESS' } });
			const { uploadID = '' } = await client.assets.uploadBase64({ content: 'AAAA' });
			const voice = { type: 'voice-note', mimeType: 'audio/ogg', duration: 2 } as const;
			await client.messages.send('10', { attachment: { uploadID, ...voice } });
			expect(await desktop.waitForMessage()).toMatchObject({
				type: 'VOICE',
				attachments: [{ isVoiceNote: true, duration: 2 }],
			});
		},
	},
	'messages.update': {
		endpoint: 'PUT /v1/chats/{chatID}/messages/{messageID}',
		params: 'MessageUpdateParams',
		answer: 'MessageUpdateResponse',
		async prove(client, desktop) {
			const { id: chatID } = desktop.chat('Tom Okafor');
			const [theirs] = desktop.messages(chatID);
			const mine = desktop.me.writes(chatID, 'Tpyo');
			const edited = await client.messages.update(mine.id, { chatID, text: 'Typo' });
			expect(edited).toMatchObject({ id: mine.id, messageID: mine.id, success: true });
			expect(edited.text).toBe('Typo');
			expect(edited.editedTimestamp).toBeDefined();
			const notMine = client.messages.update(theirs.id, { chatID, text: 'Ha' });
			await expect(notMine).rejects.toMatchObject({ status: 422 });
		},
	},
	'messages.delete': {
		endpoint: 'DELETE /v1/chats/{chatID}/messages/{messageID}',
		params: 'MessageDeleteParams',
		answer: null,
		async prove(client, desktop) {
			const { id: chatID } = desktop.chat('Tom Okafor');
			const mine = desktop.me.writes(chatID, 'Oops');
			const count = desktop.messages(chatID).length;
			await client.messages.delete(mine.id, { chatID });
			expect(desktop.messages(chatID).at(-1)).toMatchObject({ id: mine.id, isDeleted: true });
			await desktop.waitForEvent('message.deleted', ({ ids }) => ids[0] === mine.id);
			const [theirs] = desktop.messages(chatID);
			await client.messages.delete(theirs.id, { chatID, forEveryone: false });
			expect(desktop.messages(chatID)).toHaveLength(count - 1);
		},
	},
	'messages.search': {
		endpoint: 'GET /v1/messages/search',
		params: 'MessageSearchParams',
		answer: { page: 'Message' },
		async prove(client, desktop) {
			const texts = async (query: Parameters<typeof client.messages.search>[0]) =>
				(await client.messages.search(query)).items.map(({ text }) => text);
			expect(await texts({ query: 'friday dinner' })).toEqual([
				'Are we still on for dinner on Friday?',
			]);
			expect(await texts({ query: 'dinn' })).toEqual([]);
			expect(await texts({ query: 'switches' })).toEqual([]);
			expect(await texts({ query: 'switches', excludeLowPriority: false })).toHaveLength(1);
			expect(await texts({ query: 'lift', includeMuted: false })).toEqual([]);
			expect(await texts({ mediaTypes: ['image', 'file'] })).toHaveLength(2);
			expect(await texts({ sender: 'me', chatType: 'single', limit: 20 })).toHaveLength(3);
			const { id, lastActivity } = desktop.chat('Priya Nair');
			expect(await texts({ chatIDs: [id], dateAfter: lastActivity })).toEqual([]);
			let found = 0;
			for await (const _message of client.messages.search({ query: 'the', limit: 5 })) found += 1;
			expect(found).toBeGreaterThan(20);
		},
	},
};
