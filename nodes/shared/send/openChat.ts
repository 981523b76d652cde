import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../operation/operationContext';
import { ANY_CHAT, outboxOf } from './sentLog';
import { isSuccess, isUncertain, type Outcome } from '../api/httpResult';

/**
 * Creates or starts a chat by `ask` and returns Beeper's answer. Its first message (`messageText` of
 * `body`) comes back over the feed under an ID that nobody gave, so its text is noted for Beeper Trigger.
 */
export async function openChat(
	call: Call,
	body: IDataObject,
	ask: () => Promise<Outcome>,
): Promise<IDataObject> {
	const text = String(body.messageText ?? '');
	const outbox = outboxOf(call.baseUrl);
	const open = async () => {
		const outcome = await ask();
		if (text && isUncertain(outcome)) outbox.expect(ANY_CHAT, text);
		if (!isSuccess(outcome)) throw await call.refusalOf(outcome);
		const chat = outcome.body as IDataObject;
		if (text) outbox.expect(String(chat.id ?? chat.chatID), text);
		return chat;
	};
	return text ? await outbox.watch(ANY_CHAT, open) : await open();
}
