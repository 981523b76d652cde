import type { Inside } from '../inside.mts';
import { pageOf, type PageQuery } from './page.mts';
import { chatOnWire, messageOnWire } from './present.mts';
import { searchMessages, type Hit, type MessageQuery } from './search.mts';

const largestPage = 20;

/** One page of found messages and the chats they are in (reference 31). */
export function messagePage(inside: Inside, query: MessageQuery & PageQuery) {
	const page = pageOf<Hit>(searchMessages(inside.world, query), query, {
		tag: 'messages/search',
		limit: query.limit ?? largestPage,
		positionOf: ({ found: { message } }) => [message.timestamp, message.sortKey],
	});
	const chats = page.items.map(({ record }) => [record.chat.id, chatOnWire(inside, record)]);
	const items = page.items.map(({ found }) => messageOnWire(inside, found.message));
	return { ...page, items, chats: Object.fromEntries(chats) };
}
