import { edit } from '../../actions/edit.mts';
import { json } from '../../http/answer.mts';
import { unprocessable } from '../../http/refusal.mts';
import { route } from '../../http/route.mts';
import { needLevel, needYoung } from '../../state/capabilities.mts';
import { chatOf } from '../../state/chats.mts';
import { messageOf } from '../../state/messages.mts';
import { messageOnWire } from '../../state/present.mts';
import { richText } from '../../state/text.mts';

/** PUT …/messages/{messageID}: own text messages only. */
export const update = route<{ text: string }>({
	endpoint: 'PUT /v1/chats/{chatID}/messages/{messageID}',
	since: '4.2.557',
	handle: ({ params, body }, inside) => {
		const record = chatOf(inside.world, params.chatID);
		const target = messageOf(record, params.messageID);
		const { message } = target;
		if (!message.isSender) throw unprocessable('Only own messages can be edited');
		if (message.isDeleted) throw unprocessable('The message is deleted');
		if (message.attachments?.length) {
			throw unprocessable('Messages with attachments cannot be edited');
		}
		needLevel(record, 'edit');
		const { editMaxAge, editMaxCount } = record.chat.capabilities ?? {};
		needYoung(message.timestamp, inside.clock.now(), editMaxAge);
		if (editMaxCount !== undefined && target.edits >= editMaxCount) {
			throw unprocessable(`A message can be edited ${editMaxCount} times`);
		}
		edit(inside, record, target, richText(body.text));
		const whole = inside.generation.editAnswersMessage
			? messageOnWire(inside, message)
			: { chatID: record.chat.id };
		return json({ ...whole, messageID: message.id, success: true });
	},
});
