import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';
import { pageOf, type PageQuery } from '../../state/page.mts';
import { chatOnWire } from '../../state/present.mts';
import { activityPosition, searchChats, type ChatQuery } from '../../state/searchChats.mts';

/** GET /v1/chats/search. */
export const search = route<never, ChatQuery & PageQuery>({
	endpoint: 'GET /v1/chats/search',
	handle: ({ query }, inside) => {
		const page = pageOf(searchChats(inside.world, query), query, {
			tag: 'chats/search',
			limit: query.limit ?? 50,
			positionOf: activityPosition,
		});
		return json({ ...page, items: page.items.map((record) => chatOnWire(inside, record)) });
	},
});
