import { markRead as mark } from '../../actions/read.mts';
import { json } from '../../http/answer.mts';
import { route } from '../../http/route.mts';
import { chatOf } from '../../state/chats.mts';
import { messageOf } from '../../state/messages.mts';
import { chatOnWire } from '../../state/present.mts';

/** POST /v1/chats/{chatID}/read: read, as a whole or through a message. */
export const markRead = route<{ messageID?: string }>({
	endpoint: 'POST /v1/chats/{chatID}/read',
	since: '4.2.808',
	handle: ({ params, body }, inside) => {
		const record = chatOf(inside.world, params.chatID);
		mark(inside, record, body.messageID ? messageOf(record, body.messageID) : undefined);
		return json(chatOnWire(inside, record, inside.generation.defaultParticipants));
	},
});
