import { remove as removeMessage } from '../../actions/remove.mts';
import { empty } from '../../http/answer.mts';
import { invalidField, unprocessable } from '../../http/refusal.mts';
import { route } from '../../http/route.mts';
import { needLevel, needYoung } from '../../state/capabilities.mts';
import { chatOf } from '../../state/chats.mts';
import { messageOf } from '../../state/messages.mts';

/** DELETE …/messages/{messageID}: by final ID, for everyone unless told otherwise. */
export const remove = route<never, { forEveryone?: boolean }>({
	endpoint: 'DELETE /v1/chats/{chatID}/messages/{messageID}',
	since: '4.2.808',
	handle: ({ params, query }, inside) => {
		const { clock } = inside;
		const record = chatOf(inside.world, params.chatID);
		const target = messageOf(record, params.messageID);
		const { message } = target;
		if (message.id !== params.messageID || message.sendStatus?.status === 'PENDING') {
			throw invalidField(['params', 'messageID'], 'Must be a final message ID');
		}
		const forEveryone = query.forEveryone ?? true;
		const { deleteForMe, deleteMaxAge } = record.chat.capabilities ?? {};
		if (forEveryone) {
			if (!message.isSender) throw unprocessable('Only own messages can be deleted for everyone');
			needLevel(record, 'delete');
			needYoung(message.timestamp, clock.now(), deleteMaxAge);
		} else if (deleteForMe === false) {
			throw unprocessable('This network does not support deleting for oneself only');
		}
		removeMessage(inside, record, target, forEveryone);
		return empty(204);
	},
});
