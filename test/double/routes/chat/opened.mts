import { send } from '../../actions/send.mts';
import { json } from '../../http/answer.mts';
import type { Inside } from '../../inside.mts';
import { chatOnWire } from '../../state/present.mts';
import { richText } from '../../state/text.mts';
import type { ChatRecord } from '../../state/world.mts';

/** What create and start answer: the chat, its ID also under the old name; older apps: just that. */
export function opened(
	inside: Inside,
	record: ChatRecord,
	status: 'existing' | 'created',
	messageText: string | undefined,
) {
	if (messageText) send(inside, record, { text: richText(messageText) });
	const { createAnswersChat, defaultParticipants } = inside.generation;
	const chat = createAnswersChat ? chatOnWire(inside, record, defaultParticipants) : {};
	return json({ ...chat, chatID: record.chat.id, status });
}
