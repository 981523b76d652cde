import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';
import { chatOf } from '../../state/chats.mts';
import { isPending } from '../../state/messages.mts';
import { oldPageOf } from '../../state/oldPage.mts';
import type { Inside } from '../../inside.mts';
import { cursorFor, pageOf, partsOf, type PageQuery } from '../../state/page.mts';
import { messageOnWire } from '../../state/present.mts';
import type { MessageRecord } from '../../state/world.mts';
import type { Page } from '../../wire/models.mts';

/** GET /v1/chats/{chatID}/messages: newest first; the page size is the app's choice. */
export const list = route<never, PageQuery>({
	endpoint: 'GET /v1/chats/{chatID}/messages',
	handle: ({ params, query }, inside) => {
		const record = chatOf(inside.world, params.chatID);
		const visible = inside.settings.pendingVisible
			? record.messages
			: record.messages.filter((one) => !isPending(one));
		const newestFirst = [...visible].reverse();
		const limit = inside.settings.pageSize.messages;
		if (!inside.generation.explicitMessageCursors) {
			const { items, hasMore } = oldPageOf(newestFirst, query, limit);
			return json({ items: items.map(({ message }) => messageOnWire(inside, message)), hasMore });
		}
		const page = pageOf<MessageRecord>(newestFirst, query, {
			tag: `messages ${record.chat.id}`,
			limit,
			positionOf: ({ message }) => [message.sortKey],
		});
		const atEnd = beginningOf(newestFirst, query, inside);
		const { items, ...rest } = !page.hasMore && query.direction !== 'after' ? atEnd(page) : page;
		return json({ ...rest, items: items.map(({ message }) => messageOnWire(inside, message)) });
	},
});

/** How the page that reaches the beginning of the history, or goes beyond it, comes (setting `historyEnd`). */
function beginningOf(newestFirst: MessageRecord[], query: PageQuery, inside: Inside) {
	const how = inside.settings.historyEnd ?? inside.generation.historyEnd;
	return (page: Page<MessageRecord>): Page<MessageRecord> => {
		if (how === 'honest') return page;
		if (page.items.length > 0 || how === 'empty' || newestFirst.length === 0) {
			return { ...page, hasMore: true };
		}
		const [tag, sortKey] = partsOf(query.cursor!); // beyond the beginning leads only a cursor
		const lower = String(BigInt(sortKey) - 1n).padStart(sortKey.length, '0');
		return {
			...page,
			items: newestFirst.slice(-3),
			hasMore: true,
			oldestCursor: cursorFor([lower], tag),
		};
	};
}
