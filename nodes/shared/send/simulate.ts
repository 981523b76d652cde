import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../operation/operationContext';
import type { Capabilities } from '../model/capabilities';
import { sendLimit } from '../api/errors/networkRules';
import { isSuccess } from '../api/httpResult';
import { sentFiles, type Outgoing } from './outgoingMessages';
import { draftedChat, draftThere, needDraftable } from './saveDraft';
import { notSent } from './sendOutput';
import type { InputFile } from '../files/upload';

/**
 * Checks what would be sent, and sends nothing: the chat is there and can be written to, its network takes the text and
 * the files, these can be read, the message to answer exists, a draft has room. Returns what would be sent.
 */
export async function simulate(call: Call, messages: Outgoing[]): Promise<IDataObject> {
	const isDraft = call.parameter<boolean>('options.draft', false);
	const [{ body }] = messages;
	if (isDraft) needDraftable(call, body);
	const chat = await draftedChat(call);
	for (const message of messages) {
		needTaken(call, chat, message);
		await needReadable(call, message);
	}
	await needTarget(call, body);
	if (isDraft && chat.draft) throw draftThere(call);
	return {
		...notSent(chat.id, body.text),
		isSimulated: true,
		...(isDraft && { isDraft }),
		chatTitle: chat.title ?? null,
		network: chat.network ?? null,
		wouldSend: messages.map(described),
	};
}

const described = (message: Outgoing): IDataObject => {
	const [file] = sentFiles(message);
	const { text = null, ...others } = message.body;
	return { text, ...others, ...file };
};

/** An error in the network's name, as the real send would give it, for what it surely refuses. */
function needTaken(call: Call, chat: IDataObject, message: Outgoing) {
	const because = sendLimit((chat.capabilities ?? {}) as Capabilities, {
		body: message.body,
		qs: {},
		files: sentFiles(message),
		isReadOnly: chat.isReadOnly === true,
	});
	if (because?.certainty !== 'surely') return;
	throw call.inputError(
		`${String(chat.network ?? 'The network')} ${because.clause}`,
		'It would be refused. Nothing was sent: this was a simulation.',
	);
}

/** An error where the file is gone from n8n's storage, which reading its beginning shows. */
async function needReadable(call: Call, { file }: Outgoing) {
	if (!file || file.bytes === 0) return;
	const isRead = await beginning(file).catch(() => undefined);
	if (isRead) return;
	throw call.inputError(
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
async function needTarget(call: Call, { replyToMessageID }: IDataObject) {
	if (replyToMessageID === undefined) return;
	const url = `/v1/chats/{chatID}/messages/${encodeURIComponent(String(replyToMessageID))}`;
	const answer = await call.send({ method: 'GET', url }, { accept: [404] });
	if (isSuccess(answer) || call.isBefore(answer, '4.2.808')) return;
	throw call.inputError(
		"Beeper cannot find the message in 'Reply To'",
		'Choose one from the list, or give the messageID of a message in this chat.',
	);
}
