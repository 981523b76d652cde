import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';
import { messagePage } from '../../state/messagePage.mts';
import { chatOnWire } from '../../state/present.mts';
import { searchChats } from '../../state/searchChats.mts';

/** GET /v1/search: one page of chats, of groups by member, and of messages. */
export const search = route<never, { query: string }>({
	endpoint: 'GET /v1/search',
	handle: ({ query: { query } }, inside) => {
		const chats = searchChats(inside.world, { query });
		const groups = searchChats(inside.world, { query, scope: 'participants', type: 'group' });
		return json({
			results: {
				chats: chats.map((record) => chatOnWire(inside, record)),
				in_groups: groups.map((record) => chatOnWire(inside, record)),
				messages: messagePage(inside, { query }),
			},
		});
	},
});
