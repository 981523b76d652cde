import type { IBinaryData, IDataObject } from 'n8n-workflow';
import { errorIn } from '../api/httpResult';
import type { OperationContext } from '../operation/operationContext';

/** The largest file that POST /v1/assets/upload takes (docs/beeper-api.md, endpoint 38). */
export const MAX_UPLOAD_BYTES = 500 * 1000 * 1000;

/** A file of the input item, and how to read it: as often as needed, without holding it in memory. */
export interface InputFile {
	fileName: string;
	mimeType: string;
	bytes: number;
	read: () => Promise<Source>;
}

/** The content of a file; a stream from disk is an open file until it is read to its end or destroyed. */
type Source = AsyncIterable<Uint8Array> & { destroy?: () => unknown };

/** The file in a binary field of the item; an error where there is none, or it is over Beeper's limit. */
export async function inputFile(context: OperationContext, field: string): Promise<InputFile> {
	const binary = context.n8n.helpers.assertBinaryData(field);
	const fileName =
		binary.fileName ?? `file${binary.fileExtension ? `.${binary.fileExtension}` : ''}`;
	const file = { fileName, mimeType: binary.mimeType, ...(await content(context, field, binary)) };
	if (file.bytes > MAX_UPLOAD_BYTES) {
		throw context.inputError(
			`The file '${fileName}' is too large for Beeper`,
			`It has ${megabytes(file.bytes)}; Beeper takes at most ${megabytes(MAX_UPLOAD_BYTES)} per file. Send a smaller one, or a link to it.`,
		);
	}
	return file;
}

/**
 * Uploads a file, POST /v1/assets/upload, and returns Beeper's answer with its `uploadID`. It is safe
 * to repeat: an upload that nobody refers to is thrown away by Beeper.
 */
export async function upload(context: OperationContext, file: InputFile): Promise<IDataObject> {
	let source: Source | undefined;
	const body = async () => {
		// One for each attempt; what is left of the one before must not stay open.
		source?.destroy?.();
		source = await file.read();
		const form = new FormData();
		form.append('file', new StreamedFile(file, source));
		form.append('fileName', file.fileName);
		form.append('mimeType', file.mimeType);
		return form;
	};
	const request = { method: 'POST', url: '/v1/assets/upload', body } as const;
	try {
		const response = await context.send(request, { repeatable: true, accept: [200] });
		return uploaded(context, response.body, file.fileName);
	} finally {
		// A connection that is refused leaves the file open, half read or not at all.
		source?.destroy?.();
	}
}

/** The answer to an upload, with its `uploadID`; HTTP 200 with `error` in it is a failure all the same. */
export function uploaded(context: OperationContext, body: unknown, fileName: string): IDataObject {
	const upload = (body ?? {}) as IDataObject;
	const error = errorIn(body);
	if (typeof upload.uploadID === 'string' && upload.uploadID !== '' && error === undefined) {
		return upload;
	}
	const why = error === undefined ? '' : `Beeper says: "${error}". `;
	throw context.apiError(
		`Beeper could not take the file '${fileName}'`,
		`${why}Check that the file is complete, not too large, and of a kind that the network carries.`,
		200,
	);
}

/** A `File` that is read from a stream as it is sent; FormData keeps it because it is a real `File`. */
class StreamedFile extends File {
	constructor(
		{ fileName, mimeType, bytes }: InputFile,
		private readonly source: AsyncIterable<Uint8Array>,
	) {
		super([], fileName, { type: mimeType });
		Object.defineProperty(this, 'size', { value: bytes });
	}

	override stream() {
		// The HTTP helper only iterates; a web stream around it would read ahead.
		return this.source as unknown as ReturnType<File['stream']>;
	}
}

async function content(
	{ n8n: { helpers } }: OperationContext,
	field: string,
	{ id }: IBinaryData,
): Promise<Pick<InputFile, 'bytes' | 'read'>> {
	if (!id) {
		// Without an ID n8n holds the file in memory anyway.
		const buffer = await helpers.getBinaryDataBuffer(field);
		return { bytes: buffer.length, read: async () => once(buffer) };
	}
	const { fileSize } = await helpers.getBinaryMetadata(id);
	return { bytes: fileSize, read: async () => await helpers.getBinaryStream(id, 256 * 1024) };
}

async function* once(buffer: Uint8Array) {
	yield buffer;
}

const megabytes = (bytes: number) => `${Math.ceil(bytes / 1_000_000)} MB`;
