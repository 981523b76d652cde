import type { BeeperDesktop } from '@beeper/desktop-api';
import { change } from '../../actions/change.mts';
import { json } from '../../http/answer.mts';
import { invalidField } from '../../http/refusal.mts';
import { route } from '../../http/route.mts';
import { chatOf } from '../../state/chats.mts';
import { messageOf } from '../../state/messages.mts';
import { richText } from '../../state/text.mts';

/** POST /v1/focus: shows a chat in the app's window and may prefill its draft. */
export const focus = route<BeeperDesktop.FocusParams>({
	endpoint: 'POST /v1/focus',
	handle: ({ body }, inside) => {
		const { chatID, messageID, draftText, draftAttachmentPath } = body;
		if (chatID === undefined) {
			for (const key of ['messageID', 'draftText', 'draftAttachmentPath'] as const) {
				if (body[key] !== undefined) throw invalidField(['body', key], 'Needs chatID as well');
			}
			return json({ success: true });
		}
		const record = chatOf(inside.world, chatID);
		if (messageID !== undefined) messageOf(record, messageID);
		inside.focus = { chatID: record.chat.id, messageID };
		if (draftText !== undefined || draftAttachmentPath !== undefined) {
			change(inside, record, { draft: { text: richText(draftText ?? '') } });
		}
		return json({ success: true });
	},
});
