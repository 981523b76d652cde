import { expect } from './expect.mts';
import type { Call } from './call.mts';

/** The calls on `reactions`, by their names in the official client. */
export const reactions: Record<string, Call> = {
	'chats.messages.reactions.add': {
		endpoint: 'POST /v1/chats/{chatID}/messages/{messageID}/reactions',
		params: 'ReactionAddParams',
		answer: 'ReactionAddResponse',
		async prove(client, desktop) {
			const { id: chatID } = desktop.chat('Elena Rossi');
			const [{ id }] = desktop.messages(chatID);
			const add = (reactionKey: string) =>
				client.chats.messages.reactions.add(id, { chatID, reactionKey, transactionID: 'mine' });
			expect(await add('👍')).toMatchObject({ success: true, transactionID: 'mine' });
			await desktop.waitForEvent('message.upserted', ({ ids }) => ids.includes(id));
			await add('❤️');
			const [{ reactions }] = desktop.messages(chatID);
			expect(reactions?.map(({ reactionKey }) => reactionKey)).toEqual(['❤️']);
		},
	},
	'chats.messages.reactions.delete': {
		endpoint: 'DELETE /v1/chats/{chatID}/messages/{messageID}/reactions/{reactionKey}',
		params: 'ReactionDeleteParams',
		answer: 'ReactionDeleteResponse',
		async prove(client, desktop) {
			const { id: chatID } = desktop.chat('Tom Okafor');
			const [{ id: messageID }] = desktop.messages(chatID);
			desktop.me.reacts(chatID, messageID, '❤️');
			desktop.friend('Tom Okafor').reacts(messageID, '❤️');
			const params = { chatID, messageID };
			await client.chats.messages.reactions.delete('❤️', params);
			expect(desktop.messages(chatID)[0].reactions).toHaveLength(1);
			const again = client.chats.messages.reactions.delete('❤️', params);
			await expect(again).rejects.toMatchObject({ status: 404 });
		},
	},
};
