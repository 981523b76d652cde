import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';
import { accountOf } from '../../state/chats.mts';
import { searchPeople } from '../../state/people.mts';

/** GET /v1/accounts/{accountID}/contacts: not paged. */
export const search = route<never, { query: string }>({
	endpoint: 'GET /v1/accounts/{accountID}/contacts',
	handle: ({ params, query }, { world }) => {
		const { accountID } = accountOf(world, params.accountID);
		return json({ items: searchPeople(world, accountID, query.query) });
	},
});
