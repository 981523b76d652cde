import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';
import { messagePage } from '../../state/messagePage.mts';
import type { PageQuery } from '../../state/page.mts';
import type { MessageQuery } from '../../state/search.mts';

/** GET /v1/messages/search. */
export const search = route<never, MessageQuery & PageQuery>({
	endpoint: 'GET /v1/messages/search',
	handle: ({ query }, inside) => json(messagePage(inside, query)),
});
