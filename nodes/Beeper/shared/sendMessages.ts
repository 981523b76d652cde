import type { IDataObject, NodeApiError } from 'n8n-workflow';
import type { Call } from './call';
import type { SentFile } from './capabilities';
import { compact } from './compact';
import { follow, type Accepted } from './follow';
import { toList } from './list';
import { outboxOf, type Outbox } from './outbox';
import { isSuccess, isUncertain } from './outcome';
import { plainText } from './plainText';
import { inputFile, upload, type InputFile } from './upload';

/** One entry of the "Attachments" field (fields/attachments.ts). */
interface Attachment {
	binaryPropertyName: string;
	type?: string;
	details?: {
		duration?: number;
		fileName?: string;
		height?: number;
		mimeType?: string;
		width?: number;
	};
}

interface Part {
	file: InputFile;
	hints: IDataObject;
}

/**
 * Sends the message that `call.request` holds, with the item's files: the API takes one file per
 * message, so the text and the quote ride on the first and the others follow in order. Returns what
 * became of it; with several files also `messages`, one entry each.
 */
export async function sendMessages(call: Call): Promise<IDataObject> {
	const body = call.request.body as IDataObject;
	const parts = await files(call);
	if (body.text === undefined && parts.length === 0) {
		throw call.inputError(
			"There is nothing to send: 'Text' is empty and there is no attachment",
			"Fill in 'Text', or add an attachment. If the text comes from an expression, see what it gives for this item.",
		);
	}
	const outbox = outboxOf(call.baseUrl);
	const accepted = await postAll(call, body, parts, outbox);
	// The order is settled, so the next item may be sent while this one is followed.
	call.accepted();
	const waits = call.parameter<string>('options.waitUntil', 'sent') !== 'accepted';
	const results = await Promise.all(
		accepted.map(async (one) =>
			result(one, waits && one.isFollowable ? await follow(call, one, outbox) : undefined),
		),
	);
	return results.length === 1 ? results[0] : { ...results[0], messages: results };
}

async function postAll(
	call: Call,
	body: IDataObject,
	parts: Part[],
	outbox: Outbox,
): Promise<Accepted[]> {
	if (parts.length === 0) return [await post(call, body, outbox)];
	const accepted: Accepted[] = [];
	for (const { file, hints } of parts) {
		const text = accepted.length === 0 ? body : {};
		const sending = upload(call, file).then(
			async ({ uploadID }) =>
				await post(call, { ...text, attachment: { uploadID, ...hints } }, outbox, [
					sentFile(file, hints),
				]),
		);
		accepted.push(await sending.catch(async (error) => await afterSome(error, accepted, parts)));
	}
	return accepted;
}

/** Adds to the failure of a later file what had gone out by then. */
async function afterSome(error: NodeApiError, accepted: Accepted[], parts: Part[]): Promise<never> {
	if (accepted.length > 0) {
		error.description = `${accepted.length} of ${parts.length} files had been sent before this one. ${error.description ?? error.message}`;
	}
	return await Promise.reject(error);
}

/** Sends one message, and notes it as sent by this package. */
export async function post(
	call: Call,
	body: IDataObject,
	outbox: Outbox,
	files: SentFile[] = [],
): Promise<Accepted> {
	const chatID = call.parameter('chatID', '');
	const text = String(body.text ?? '');
	const request = { ...call.request, body, files };
	return await outbox.watch(chatID, async () => {
		const outcome = await call.outcomeOf(request, false);
		if (isUncertain(outcome)) outbox.expect(chatID, text);
		if (!isSuccess(outcome)) throw await call.refusalOf(outcome, request);
		const accepted = outcome.body as Accepted;
		// Older versions have no route to follow a message by.
		const isFollowable = !call.isBefore(outcome, '4.2.808');
		if (isFollowable) outbox.accepted(accepted.chatID, accepted.pendingMessageID, text);
		else outbox.expect(accepted.chatID, text);
		return { ...accepted, isFollowable };
	});
}

/** What a network may mind about a file, the user's own words for it first. */
const sentFile = ({ fileName, mimeType, bytes }: InputFile, hints: IDataObject): SentFile => ({
	fileName,
	mimeType,
	bytes,
	...hints,
});

/** What the node gives for one message; `messageID` is null as long as only the provisional ID is known. */
function result(
	{ chatID, pendingMessageID }: Accepted,
	message: IDataObject | undefined,
): IDataObject {
	const { status } = (message?.sendStatus ?? {}) as { status?: string };
	return {
		chatID,
		messageID: message?.id ?? null,
		pendingMessageID,
		isPending: message === undefined,
		sendStatus: message ? (status ?? null) : 'PENDING',
		timestamp: message?.timestamp ?? null,
		text: message?.text ?? null,
		plainText: message ? plainText(message.text) : null,
	};
}

async function files(call: Call): Promise<Part[]> {
	const entries = call.parameter<Attachment[]>('attachments.values', []);
	const parts = entries.flatMap((entry) =>
		toList(entry.binaryPropertyName).map(async (field): Promise<Part> => {
			const file = await inputFile(call, field);
			const { width, height, duration, fileName, mimeType } = entry.details ?? {};
			return {
				file,
				hints: compact({
					type: entry.type === 'auto' ? undefined : entry.type,
					// The API wants both or neither.
					size: width && height ? { width, height } : undefined,
					duration: duration || undefined,
					fileName,
					mimeType,
				}),
			};
		}),
	);
	return await Promise.all(parts);
}
