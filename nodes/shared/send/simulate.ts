import type { IDataObject } from 'n8n-workflow';
import { getChat } from '../operation/getChat';
import type { OperationContext } from '../operation/operationContext';
import type { Capabilities } from '../model/capabilities';
import { sendRule } from '../api/errors/networkRules';
import { isSuccess } from '../api/httpResult';
import { sentFiles, type OutgoingMessage } from './outgoingMessages';
import { assertDraftable, draftExistsError } from './saveDraft';
import { unsentOutput } from './sendOutput';
import type { InputFile } from '../files/upload';

/**
 * Checks what would be sent, sends nothing, and returns what would be sent. An error if the chat does not exist or is
 * read-only, its network refuses the text or a file, a file cannot be read, the message to reply to does not exist, or
 * a draft would overwrite another one.
 */
export async function simulate(
	context: OperationContext,
	messages: OutgoingMessage[],
): Promise<IDataObject> {
	const isDraft = context.parameter<boolean>('options.draft', false);
	const [{ body }] = messages;
	if (isDraft) assertDraftable(context, body);
	const chat = await getChat(context);
	for (const message of messages) {
		assertAllowed(context, chat, message);
		await assertReadable(context, message);
	}
	await assertReplyTarget(context, body);
	if (isDraft && chat.draft) throw draftExistsError(context);
	return {
		...unsentOutput(chat.id, body.text),
		isSimulated: true,
		...(isDraft && { isDraft }),
		chatTitle: chat.title ?? null,
		network: chat.network ?? null,
		wouldSend: messages.map(describe),
	};
}

/** What the output shows of a message: its body, with the file's name, type and size. */
const describe = (message: OutgoingMessage): IDataObject => {
	const [file] = sentFiles(message);
	const { text = null, ...others } = message.body;
	return { text, ...others, ...file };
};

/** Throws the error that a real send would give, if the network is certain to refuse the message. */
function assertAllowed(context: OperationContext, chat: IDataObject, message: OutgoingMessage) {
	const because = sendRule((chat.capabilities ?? {}) as Capabilities, {
		body: message.body,
		qs: {},
		files: sentFiles(message),
		isReadOnly: chat.isReadOnly === true,
	});
	if (because?.certainty !== 'certain') return;
	throw context.inputError(
		`${String(chat.network ?? 'The network')} ${because.clause}`,
		'It would be refused. Nothing was sent: this was a simulation.',
	);
}

/** Throws an error if n8n's storage no longer has the file, which reading its beginning shows. */
async function assertReadable(context: OperationContext, { file }: OutgoingMessage) {
	if (!file || file.bytes === 0) return;
	const isReadable = await hasContent(file).catch(() => false);
	if (isReadable) return;
	throw context.inputError(
		`The file '${file.fileName}' cannot be read`,
		'n8n no longer has it. Run the node again that gave it.',
	);
}

/** Whether the file's first chunk can be read. */
async function hasContent({ read }: InputFile): Promise<boolean> {
	const content = await read();
	try {
		const { done } = await content[Symbol.asyncIterator]().next();
		return !done;
	} finally {
		content.destroy?.();
	}
}

/** Throws an error if the message to reply to does not exist; a Beeper before 4.2.808 does not report that. */
async function assertReplyTarget(context: OperationContext, { replyToMessageID }: IDataObject) {
	if (replyToMessageID === undefined) return;
	const url = `/v1/chats/{chatID}/messages/${encodeURIComponent(String(replyToMessageID))}`;
	const response = await context.send({ method: 'GET', url }, { accept: [404] });
	if (isSuccess(response) || context.isBefore(response, '4.2.808')) return;
	throw context.inputError(
		"Beeper cannot find the message in 'Reply To'",
		'Choose one from the list, or give the messageID of a message in this chat.',
	);
}
