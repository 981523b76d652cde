import type { IDataObject } from 'n8n-workflow';
import { getChat } from '../operation/getChat';
import type { OperationContext } from '../operation/operationContext';
import type { Capabilities } from '../model/capabilities';
import { sendRule } from '../api/errors/networkRules';
import { isSuccess } from '../api/httpResult';
import { sentFiles, type OutgoingMessage } from './outgoingMessages';
import { draftThere, needDraftable } from './saveDraft';
import { notSent } from './sendOutput';
import type { InputFile } from '../files/upload';

/**
 * Checks what would be sent, and sends nothing: the chat is there and can be written to, its network takes the text and
 * the files, these can be read, the message to answer exists, a draft has room. Returns what would be sent.
 */
export async function simulate(
	context: OperationContext,
	messages: OutgoingMessage[],
): Promise<IDataObject> {
	const isDraft = context.parameter<boolean>('options.draft', false);
	const [{ body }] = messages;
	if (isDraft) needDraftable(context, body);
	const chat = await getChat(context);
	for (const message of messages) {
		needTaken(context, chat, message);
		await needReadable(context, message);
	}
	await needTarget(context, body);
	if (isDraft && chat.draft) throw draftThere(context);
	return {
		...notSent(chat.id, body.text),
		isSimulated: true,
		...(isDraft && { isDraft }),
		chatTitle: chat.title ?? null,
		network: chat.network ?? null,
		wouldSend: messages.map(described),
	};
}

const described = (message: OutgoingMessage): IDataObject => {
	const [file] = sentFiles(message);
	const { text = null, ...others } = message.body;
	return { text, ...others, ...file };
};

/** An error in the network's name, as the real send would give it, for what it surely refuses. */
function needTaken(context: OperationContext, chat: IDataObject, message: OutgoingMessage) {
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

/** An error where the file is gone from n8n's storage, which reading its beginning shows. */
async function needReadable(context: OperationContext, { file }: OutgoingMessage) {
	if (!file || file.bytes === 0) return;
	const isRead = await beginning(file).catch(() => undefined);
	if (isRead) return;
	throw context.inputError(
		`The file '${file.fileName}' cannot be read`,
		'n8n no longer has it. Run the node again that gave it.',
	);
}

async function beginning({ read }: InputFile): Promise<boolean> {
	const content = await read();
	try {
		const { done } = await content[Symbol.asyncIterator]().next();
		return !done;
	} finally {
		content.destroy?.();
	}
}

/** An error where the message to answer does not exist; Beepers before 4.2.808 cannot say. */
async function needTarget(context: OperationContext, { replyToMessageID }: IDataObject) {
	if (replyToMessageID === undefined) return;
	const url = `/v1/chats/{chatID}/messages/${encodeURIComponent(String(replyToMessageID))}`;
	const response = await context.send({ method: 'GET', url }, { accept: [404] });
	if (isSuccess(response) || context.isBefore(response, '4.2.808')) return;
	throw context.inputError(
		"Beeper cannot find the message in 'Reply To'",
		'Choose one from the list, or give the messageID of a message in this chat.',
	);
}
