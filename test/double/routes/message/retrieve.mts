import { json } from '../../http/answer.mts';
import { notFound } from '../../http/refusal.mts';
import { route } from '../../http/route.mts';
import { chatOf } from '../../state/chats.mts';
import { isPending, messageOf } from '../../state/messages.mts';
import { messageOnWire } from '../../state/present.mts';

/** GET …/messages/{messageID}: by final, pending or event ID. */
export const retrieve = route({
	endpoint: 'GET /v1/chats/{chatID}/messages/{messageID}',
	since: '4.2.808',
	handle: ({ params }, inside) => {
		const record = chatOf(inside.world, params.chatID);
		const found = messageOf(record, params.messageID);
		if (isPending(found) && !inside.settings.pendingVisible) {
			throw notFound(`Message ${params.messageID}`);
		}
		return json(messageOnWire(inside, found.message));
	},
});
