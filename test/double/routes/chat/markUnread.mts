import { markUnread as mark } from '../../actions/read.mts';
import { json } from '../../http/answer.mts';
import { unprocessable } from '../../http/refusal.mts';
import { route } from '../../http/route.mts';
import { chatOf } from '../../state/chats.mts';
import { messageOf } from '../../state/messages.mts';
import { chatOnWire } from '../../state/present.mts';

/** POST /v1/chats/{chatID}/unread: unread, by a mark or from a message on. */
export const markUnread = route<{ messageID?: string }>({
	endpoint: 'POST /v1/chats/{chatID}/unread',
	since: '4.2.808',
	handle: ({ params, body }, inside) => {
		const record = chatOf(inside.world, params.chatID);
		if (record.chat.capabilities?.markAsUnread === false) {
			throw unprocessable('This network does not support marking chats unread');
		}
		mark(inside, record, body.messageID ? messageOf(record, body.messageID) : undefined);
		return json(chatOnWire(inside, record, inside.generation.defaultParticipants));
	},
});
