import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';
import { accountOf } from '../../state/chats.mts';
import { pageOf, type PageQuery } from '../../state/page.mts';
import { searchPeople } from '../../state/people.mts';
import type { User } from '../../wire/models.mts';

/** GET /v1/accounts/{accountID}/contacts/list. */
export const list = route<never, PageQuery & { query?: string }>({
	endpoint: 'GET /v1/accounts/{accountID}/contacts/list',
	since: '4.2.557',
	handle: ({ params, query }, { world }) => {
		const { accountID } = accountOf(world, params.accountID);
		const people =
			query.query === undefined
				? (world.contacts.get(accountID) ?? [])
				: searchPeople(world, accountID, query.query);
		const page = pageOf<User>([...people].sort(lastIDFirst), query, {
			tag: `contacts ${accountID}`,
			limit: query.limit ?? 50,
			positionOf: ({ id }) => [id],
		});
		return json(page);
	},
});

// Any fixed order will do; pages need their items from the highest position down.
const lastIDFirst = (left: User, right: User) => (left.id < right.id ? 1 : -1);
