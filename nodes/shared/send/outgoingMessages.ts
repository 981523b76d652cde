import type { IDataObject } from 'n8n-workflow';
import type { OperationContext } from '../operation/operationContext';
import type { SentFile } from '../model/capabilities';
import { omitEmpty } from '../values/omitEmpty';
import { toList } from '../values/list';
import { inputFile, type InputFile } from '../files/upload';

/** One message as the API takes it: a text, a file, or a text with a file. */
export interface OutgoingMessage {
	/** The body of POST …/messages without `attachment`. */
	body: IDataObject;
	file?: InputFile;
	/** What the user states about the file; part of `attachment` in the body. */
	hints: IDataObject;
}

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

/**
 * The messages that an item sends: the API takes one file per message, so the first one has text and quote, and the
 * other files follow in order. An error if there is nothing to send, or a file is missing or too large.
 */
export async function outgoingMessages(context: OperationContext): Promise<OutgoingMessage[]> {
	const body = context.request.body as IDataObject;
	const files = await filesOf(context);
	if (files.length > 0) return files.map((file, i) => ({ body: i === 0 ? body : {}, ...file }));
	if (body.text !== undefined) return [{ body, hints: {} }];
	throw context.inputError(
		"There is nothing to send: 'Text' is empty and there is no attachment",
		"Fill in 'Text', or add an attachment. If the text comes from an expression, see what it gives for this item.",
	);
}

/** The file of a message as network rules read it, the user's own details first; empty if it has none. */
export function sentFiles({ file, hints }: OutgoingMessage): SentFile[] {
	if (!file) return [];
	const { fileName, mimeType, bytes } = file;
	return [{ fileName, mimeType, bytes, ...hints }];
}

async function filesOf(
	context: OperationContext,
): Promise<Array<Required<Omit<OutgoingMessage, 'body'>>>> {
	const entries = context.parameter<Attachment[]>('attachments.values', []);
	const files = entries.flatMap((entry) =>
		toList(entry.binaryPropertyName).map(async (field) => {
			const file = await inputFile(context, field);
			return { file, hints: hintsOf(entry) };
		}),
	);
	return await Promise.all(files);
}

function hintsOf({ type, details = {} }: Attachment): IDataObject {
	const { width, height, duration, fileName, mimeType } = details;
	return omitEmpty({
		type: type === 'auto' ? undefined : type,
		// The API wants both or neither.
		size: width && height ? { width, height } : undefined,
		duration: duration || undefined,
		fileName,
		mimeType,
	});
}
