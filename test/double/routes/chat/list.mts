import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';
import { pageOf, type PageQuery } from '../../state/page.mts';
import { chatOnWire, messageOnWire } from '../../state/present.mts';
import { activityPosition, byActivity } from '../../state/searchChats.mts';
import { newest } from '../../generation.mts';

/** GET /v1/chats: most recently active first, with a preview of the last message. */
export const list = route<never, PageQuery & { accountIDs?: string[] }>({
	endpoint: 'GET /v1/chats',
	handle: ({ query }, inside) => {
		const { accountIDs } = query;
		const all = byActivity([...inside.world.chats.values()]);
		const wanted = all.filter(({ chat }) => accountIDs?.includes(chat.accountID) ?? true);
		// Older apps ignore `limit` here (seen on 4.2.715).
		const limit = inside.generation.has(newest) ? query.limit : undefined;
		const page = pageOf(wanted, query, {
			tag: 'chats',
			limit: limit ?? inside.settings.pageSize.chats,
			positionOf: activityPosition,
		});
		const items = page.items.map((record) => {
			const last = record.messages.at(-1)?.message;
			const preview = last ? { preview: messageOnWire(inside, last) } : {};
			return { ...chatOnWire(inside, record), ...preview };
		});
		return json({ ...page, items });
	},
});
