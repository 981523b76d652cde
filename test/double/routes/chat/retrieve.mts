import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';
import { chatOf } from '../../state/chats.mts';
import { chatOnWire } from '../../state/present.mts';

/** GET /v1/chats/{chatID}, by ID or localChatID. */
export const retrieve = route<never, { maxParticipantCount?: number }>({
	endpoint: 'GET /v1/chats/{chatID}',
	handle: ({ params, query }, inside) => {
		const most = query.maxParticipantCount ?? inside.generation.defaultParticipants;
		return json(chatOnWire(inside, chatOf(inside.world, params.chatID), most));
	},
});
