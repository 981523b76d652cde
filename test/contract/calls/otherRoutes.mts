import type { Options } from '../../double/start.mts';
import { expect } from './expect.mts';
import type { Call } from './call.mts';

/** A route without a call of its own in the official client 5.0.0, proved with that client's bare `get`, `delete` …. */
export type OtherRoute = Pick<Call, 'prove'> & {
	/** The official type of the answer, if that client has one. */
	answer?: Call['answer'];
	/** What the double is started with, such as an older version. */
	options?: Options;
};

const telegram = 'GET /v1/accounts/{accountID}';
const older = 'DELETE /v1/chats/{chatID}/messages/{messageID}/reactions';

/** By `METHOD /path`. Those of bridges and setup are in ../adminScenes.mts. */
export const otherRoutes: Record<string, OtherRoute> = {
	[telegram]: {
		answer: 'Account',
		async prove(client) {
			expect(await client.get('/v1/accounts/telegram')).toMatchObject({ network: 'Telegram' });
		},
	},
	'GET /v1/labels': {
		async prove(client) {
			expect(await client.get('/v1/labels')).toEqual([
				{ id: 'label_family', name: 'Family' },
				{ id: 'label_work', name: 'Work' },
			]);
		},
	},
	'GET /v1/spec': {
		async prove(client) {
			const { paths } = await client.get<{ paths: object }>('/v1/spec');
			expect(Object.keys(paths)).toContain('/v1/chats/{chatID}/messages');
		},
	},
	[older]: {
		options: { version: '4.2.557' },
		answer: 'ReactionDeleteResponse',
		async prove(client, desktop) {
			const { id: chatID } = desktop.chat('Tom Okafor');
			const [{ id }] = desktop.messages(chatID);
			desktop.me.reacts(chatID, id, '❤️');
			const path = `/v1/chats/${encodeURIComponent(chatID)}/messages/${encodeURIComponent(id)}`;
			await client.delete(`${path}/reactions`, { query: { reactionKey: '❤️' } });
			expect(desktop.messages(chatID)[0].reactions ?? []).toEqual([]);
		},
	},
};
