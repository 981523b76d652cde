import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';
import { chatOf } from '../../state/chats.mts';
import { isPending } from '../../state/messages.mts';
import { oldPageOf } from '../../state/oldPage.mts';
import { pageOf, type PageQuery } from '../../state/page.mts';
import { messageOnWire } from '../../state/present.mts';
import type { MessageRecord } from '../../state/world.mts';

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
		return json({
			...page,
			items: page.items.map(({ message }) => messageOnWire(inside, message)),
		});
	},
});
