import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../operation/operationContext';
import { isSuccess } from '../api/httpResult';
import type { Outgoing } from './outgoingMessages';
import { plainText } from '../values/plainText';
import { notSent } from './sendOutput';
import { upload } from '../files/upload';
import { words } from '../values/normalizedText';

/** A draft as Beeper gives it (ChatDraft, beeper-api.md §4). */
interface ChatDraft extends IDataObject {
	text?: string;
	attachments?: IDataObject;
}

/**
 * Puts the messages into the chat's draft instead of sending them, PATCH /v1/chats/{chatID}: all files in one. Beeper
 * takes a draft only where there is none, which makes it safe to repeat: the same one there is this one.
 */
export async function putInDraft(call: Call, messages: Outgoing[]): Promise<IDataObject> {
	const [{ body }] = messages;
	needDraftable(call, body);
	const attachments = await uploads(call, messages);
	const text = String(body.text ?? '');
	const draft = { text, ...(attachments && { attachments }) };
	const request = { method: 'PATCH', url: '/v1/chats/{chatID}', body: { draft } } as const;
	const answer = await call.send(request, {
		repeatable: true,
		since: '4.2.808',
		accept: [400, 409, 422],
	});
	if (isSuccess(answer)) return output(answer.body as IDataObject, draft, false);
	const chat = await draftedChat(call);
	if (!chat.draft) throw await call.refusalOf(answer, request);
	if (isSame(chat.draft as ChatDraft, draft)) return output(chat, draft, true);
	throw draftThere(call);
}

/** An error for what a draft cannot hold. */
export function needDraftable(call: Call, body: IDataObject) {
	if (body.replyToMessageID === undefined) return;
	throw call.inputError(
		'A draft cannot quote a message',
		"Remove 'Reply To', or switch 'Save as Draft' off.",
	);
}

/** The error for a chat that has another draft, which nobody may lose. */
export const draftThere = (call: Call) =>
	call.inputError(
		'The chat has another draft already',
		"A chat holds one, and a person may have written it, so it was left as it is. Send or delete it in Beeper, or clear it with the operation 'Update' of 'Chat'.",
	);

/** The chat with what is in its draft now. */
export async function draftedChat(call: Call): Promise<IDataObject> {
	const url = '/v1/chats/{chatID}';
	const { body } = await call.send({ method: 'GET', url, qs: { maxParticipantCount: 0 } });
	return body as IDataObject;
}

async function uploads(call: Call, messages: Outgoing[]): Promise<IDataObject | undefined> {
	const attachments: IDataObject = {};
	for (const { file, hints } of messages) {
		if (!file) continue;
		const { uploadID } = await upload(call, file);
		attachments[String(uploadID)] = { uploadID, ...hints };
	}
	return Object.keys(attachments).length > 0 ? attachments : undefined;
}

function isSame(there: ChatDraft, wanted: ChatDraft): boolean {
	const count = ({ attachments = {} }: ChatDraft) => Object.keys(attachments).length;
	const isText = words(plainText(there.text)) === words(String(wanted.text));
	return isText && count(there) === count(wanted);
}

const output = ({ id, draft }: IDataObject, wanted: ChatDraft, isRepeat: boolean): IDataObject => ({
	...notSent(id, ((draft ?? wanted) as ChatDraft).text),
	isDraft: true,
	isRepeat,
	draft: draft ?? wanted,
});
