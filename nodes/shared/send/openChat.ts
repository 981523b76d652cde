import type { IDataObject } from 'n8n-workflow';
import type { OperationContext } from '../operation/operationContext';
import { ANY_CHAT, outboxOf } from './sentLog';
import { isSuccess, isUncertain, type HttpResult } from '../api/httpResult';

/**
 * Creates or starts a chat by `ask` and returns Beeper's answer. Its first message (`messageText` of
 * `body`) comes back over the feed under an ID that nobody gave, so its text is noted for Beeper Trigger.
 */
export async function openChat(
	context: OperationContext,
	body: IDataObject,
	ask: () => Promise<HttpResult>,
): Promise<IDataObject> {
	const text = String(body.messageText ?? '');
	const outbox = outboxOf(context.baseUrl);
	const open = async () => {
		const result = await ask();
		if (text && isUncertain(result)) outbox.expect(ANY_CHAT, text);
		if (!isSuccess(result)) throw await context.errorOf(result);
		const chat = result.body as IDataObject;
		if (text) outbox.expect(String(chat.id ?? chat.chatID), text);
		return chat;
	};
	return text ? await outbox.watch(ANY_CHAT, open) : await open();
}
