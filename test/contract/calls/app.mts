import { expect } from './expect.mts';
import type { Call } from './call.mts';

/** The calls on the client itself and `info`, by their names in the official client. */
export const app: Record<string, Call> = {
	'info.retrieve': {
		endpoint: 'GET /v1/info',
		answer: 'InfoRetrieveResponse',
		async prove(client, desktop) {
			const info = await client.info.retrieve();
			expect(info.app.version).toBe(desktop.version);
			expect(info.endpoints.ws_events).toBe(desktop.wsUrl);
			expect(desktop.requests[0].headers.authorization).toBeUndefined();
		},
	},
	focus: {
		endpoint: 'POST /v1/focus',
		params: 'FocusParams',
		answer: 'FocusResponse',
		async prove(client, desktop) {
			const { id } = desktop.chat('Tom Okafor');
			expect(await client.focus({ chatID: id, draftText: 'Hm' })).toEqual({ success: true });
			expect(desktop.focused.chatID).toBe(id);
			expect(desktop.chat(id).draft?.text).toBe('Hm');
			expect(await client.focus()).toEqual({ success: true });
		},
	},
	search: {
		endpoint: 'GET /v1/search',
		params: 'SearchParams',
		answer: 'SearchResponse',
		async prove(client) {
			const { results } = await client.search({ query: 'Mara' });
			expect(results.chats.map(({ title }) => title)).toEqual(['Mara Lindqvist']);
			expect(results.in_groups.map(({ title }) => title)).toEqual(['Sunday Hike']);
			const menu = await client.search({ query: 'menu' });
			expect(menu.results.messages.items).toHaveLength(1);
			expect(Object.values(menu.results.messages.chats)).toHaveLength(1);
		},
	},
};
