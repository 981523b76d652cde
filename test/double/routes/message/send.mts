import type { BeeperDesktop } from '@beeper/desktop-api';
import { send as sendMessage } from '../../actions/send.mts';
import type { Content } from '../../actions/write.mts';
import { json } from '../../http/answer.mts';
import { invalidField, unprocessable } from '../../http/refusal.mts';
import { route } from '../../http/route.mts';
import type { Inside } from '../../inside.mts';
import { attachmentOf, needAttachable } from '../../state/attachment.mts';
import { needLevel, needWritable } from '../../state/capabilities.mts';
import { chatOf } from '../../state/chats.mts';
import { assetID } from '../../state/ids.mts';
import { findMessage } from '../../state/messages.mts';
import { richText } from '../../state/text.mts';
import { uploadOf } from '../../state/uploads.mts';
import type { ChatRecord } from '../../state/world.mts';

// `mentions` is undocumented; it gets here only if the option lets it (see options.mts).
type Body = BeeperDesktop.MessageSendParams & { mentions?: string[] };

/** POST /v1/chats/{chatID}/messages: accepted under a pending ID. */
export const send = route<Body>({
	endpoint: 'POST /v1/chats/{chatID}/messages',
	handle: ({ params, body }, inside) => {
		const record = chatOf(inside.world, params.chatID);
		const { text = '', attachment, replyToMessageID, mentions } = body;
		if (text === '' && !attachment) {
			throw invalidField(['body', 'text'], 'Needs a text or an attachment', 'too_small');
		}
		needWritable(record);
		const { maxTextLength } = record.chat.capabilities ?? {};
		if (maxTextLength !== undefined && text.length > maxTextLength) {
			throw unprocessable(`The text is longer than ${maxTextLength} characters`);
		}
		const content: Content = {
			...(text === '' ? {} : { text: richText(text) }),
			...(mentions ? { mentions } : {}),
			...repliedTo(record, replyToMessageID),
			...(attachment ? attached(inside, record, attachment, text) : {}),
		};
		const { message } = sendMessage(inside, record, content);
		return json({ chatID: record.chat.id, pendingMessageID: message.id });
	},
});

function repliedTo(record: ChatRecord, id: string | undefined) {
	if (id === undefined) return {};
	needLevel(record, 'reply');
	const target = findMessage(record, id);
	if (!target) throw invalidField(['body', 'replyToMessageID'], `No message ${id} in this chat`);
	return { linkedMessageID: target.message.id };
}

function attached(
	inside: Inside,
	record: ChatRecord,
	given: NonNullable<Body['attachment']>,
	caption: string,
) {
	const upload = uploadOf(inside, given.uploadID, ['body', 'attachment']);
	const url = assetID(inside.world);
	const { attachment, messageType, msgtype } = attachmentOf(url, upload, given);
	needAttachable(record.chat.capabilities, msgtype, attachment, caption);
	inside.assets.add(url, upload);
	return { type: messageType, attachments: [attachment] };
}
