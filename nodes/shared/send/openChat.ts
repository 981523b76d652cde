import type { IDataObject } from 'n8n-workflow';
import { isSuccess, isUncertain, type HttpResult } from '../api/httpResult';
import type { OperationContext } from '../operation/operationContext';
import { sentLogOf } from './processState';
import { ANY_CHAT } from './sentLog';

/**
 * Creates or starts a chat by `request` and returns Beeper's answer; an error if it fails. Beeper returns no ID for the
 * chat's first message (`messageText` of `body`), so Beeper Trigger has to recognize it by its text, noted here.
 */
export async function openChat(
	context: OperationContext,
	body: IDataObject,
	request: () => Promise<HttpResult>,
): Promise<IDataObject> {
	const text = String(body.messageText ?? '');
	const sentLog = sentLogOf(context.baseUrl);
	const open = async () => {
		const result = await request();
		if (text && isUncertain(result)) sentLog.expect(ANY_CHAT, text);
		if (!isSuccess(result)) throw await context.errorOf(result);
		const chat = result.body as IDataObject;
		if (text) sentLog.expect(String(chat.id ?? chat.chatID), text);
		return chat;
	};
	return text ? await sentLog.watch(ANY_CHAT, open) : await open();
}
