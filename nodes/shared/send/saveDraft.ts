import type { IDataObject } from 'n8n-workflow';
import { getChat } from '../operation/getChat';
import type { OperationContext } from '../operation/operationContext';
import { isSuccess } from '../api/httpResult';
import type { OutgoingMessage } from './outgoingMessages';
import { plainText } from '../values/plainText';
import { unsentOutput } from './sendOutput';
import { upload } from '../files/upload';
import { normalizedText } from '../values/normalizedText';

/** A draft as Beeper gives it (ChatDraft, docs/beeper-api.md §4). */
interface ChatDraft extends IDataObject {
	text?: string;
	attachments?: IDataObject;
}

/**
 * Saves the messages as the chat's draft instead of sending them, PATCH /v1/chats/{chatID}: all files in one. Returns the
 * output of the node. Beeper takes a draft only where there is none, so the request can be repeated safely: if the chat
 * already has the same draft, it is this one. An error if it has another draft.
 */
export async function saveDraft(
	context: OperationContext,
	messages: OutgoingMessage[],
): Promise<IDataObject> {
	const [{ body }] = messages;
	assertDraftable(context, body);
	const attachments = await uploadFiles(context, messages);
	const text = String(body.text ?? '');
	const draft = { text, ...(attachments && { attachments }) };
	const request = { method: 'PATCH', url: '/v1/chats/{chatID}', body: { draft } } as const;
	const response = await context.send(request, {
		repeatable: true,
		since: '4.2.808',
		accept: [400, 409, 422],
	});
	if (isSuccess(response)) return output(response.body as IDataObject, draft, false);
	const chat = await getChat(context);
	if (!chat.draft) throw await context.errorOf(response, request);
	if (isSameDraft(chat.draft as ChatDraft, draft)) return output(chat, draft, true);
	throw draftExistsError(context);
}

/** Throws an error if the message has what a draft cannot hold. */
export function assertDraftable(context: OperationContext, body: IDataObject) {
	if (body.replyToMessageID === undefined) return;
	throw context.inputError(
		'A draft cannot quote a message',
		"Remove 'Reply To', or switch 'Save as Draft' off.",
	);
}

/** The error for a chat that has another draft, which must not be overwritten. */
export const draftExistsError = (context: OperationContext) =>
	context.inputError(
		'The chat has another draft already',
		"A chat holds one, and a person may have written it, so it was left as it is. Send or delete it in Beeper, or clear it with the operation 'Update' of 'Chat'.",
	);

/** The draft's attachments, uploaded; undefined if there are none. */
async function uploadFiles(
	context: OperationContext,
	messages: OutgoingMessage[],
): Promise<IDataObject | undefined> {
	const attachments: IDataObject = {};
	for (const { file, hints } of messages) {
		if (!file) continue;
		const { uploadID } = await upload(context, file);
		attachments[String(uploadID)] = { uploadID, ...hints };
	}
	return Object.keys(attachments).length > 0 ? attachments : undefined;
}

/** Whether two drafts have the same text and as many files. */
function isSameDraft(existing: ChatDraft, wanted: ChatDraft): boolean {
	const count = ({ attachments = {} }: ChatDraft) => Object.keys(attachments).length;
	const isText = normalizedText(plainText(existing.text)) === normalizedText(String(wanted.text));
	return isText && count(existing) === count(wanted);
}

const output = ({ id, draft }: IDataObject, wanted: ChatDraft, isRepeat: boolean): IDataObject => ({
	...unsentOutput(id, ((draft ?? wanted) as ChatDraft).text),
	isDraft: true,
	isRepeat,
	draft: draft ?? wanted,
});
