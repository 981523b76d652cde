import { json } from '../../http/answer.mts';
import { unprocessable } from '../../http/refusal.mts';
import { route } from '../../http/route.mts';
import { chatOf } from '../../state/chats.mts';
import { chatOnWire } from '../../state/present.mts';

/** POST /v1/chats/{chatID}/notify-anyway: iMessage only. */
export const notifyAnyway = route({
	endpoint: 'POST /v1/chats/{chatID}/notify-anyway',
	since: '4.2.808',
	handle: ({ params }, inside) => {
		const record = chatOf(inside.world, params.chatID);
		if (record.chat.network !== 'iMessage') {
			throw unprocessable(`Notify anyway is not supported on ${record.chat.network}`);
		}
		return json(chatOnWire(inside, record, inside.generation.defaultParticipants));
	},
});
