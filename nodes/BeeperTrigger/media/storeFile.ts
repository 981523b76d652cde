import type { IBinaryData, ITriggerFunctions } from 'n8n-workflow';
import { noResponse } from '../../shared/api/httpRequest';
import type { Readable } from '../../shared/api/download';
import { nameIn, servedType } from '../../shared/files/fileName';
import type { HttpResponse } from '../../shared/api/httpResult';
import { endingFor } from './fileNames';
import { FileProblem } from './fileProblem';

/** An Attachment of a message (beeper-api.md §4), as far as its file goes. */
export interface Attachment {
	id?: string;
	srcURL?: string;
	fileName?: string;
	mimeType?: string;
	fileSize?: number;
}

/** A file to get. */
export interface Wanted {
	attachment: Attachment;
	/** The base URL of the credential. */
	baseUrl: string;
	maxBytes: number;
	/** The file's name, without ending, if nobody has named it. */
	name: string;
}

/** Stores the file that a data: address is. */
export async function storeText(context: ITriggerFunctions, wanted: Wanted, url: string) {
	const comma = url.indexOf(',');
	const kind = url.slice('data:'.length, comma);
	const text = decodeURIComponent(url.slice(comma + 1));
	const bytes = Buffer.from(text, /;\s*base64$/i.test(kind) ? 'base64' : 'utf8');
	if (bytes.length > wanted.maxBytes) return FileProblem.tooLarge(wanted.maxBytes, bytes.length);
	const { fileName, mimeType } = named(wanted, { 'content-type': kind });
	return await context.helpers.prepareBinaryData(bytes, fileName, mimeType);
}

/** Stores a file as it comes in. A failure of the connection is thrown; it may be tried again. */
export async function store(
	context: ITriggerFunctions,
	wanted: Wanted,
	file: Readable,
	headers: HttpResponse['headers'],
	signal: AbortSignal,
): Promise<IBinaryData | FileProblem> {
	const { maxBytes } = wanted;
	let bytes = 0;
	const counted = file.map((chunk: Uint8Array) => {
		bytes += chunk.length;
		if (bytes > maxBytes) throw new Error('too large');
		return chunk;
	});
	const stop = () => void file.destroy();
	signal.addEventListener('abort', stop, { once: true });
	// Until somebody reads it, an error would be reported as unhandled.
	file.on('error', () => {});
	try {
		const announced = Number(headers['content-length']);
		if (announced > maxBytes) return FileProblem.tooLarge(maxBytes, announced);
		const { fileName, mimeType } = named(wanted, headers);
		const storing = context.helpers.prepareBinaryData(counted, fileName, mimeType);
		const problem = await storing.then(
			() => undefined,
			(error) => {
				if (bytes > maxBytes) return FileProblem.tooLarge(maxBytes);
				if (file.errored || signal.aborted) return undefined;
				return new FileProblem(`n8n could not store the file: ${noResponse(error).reason}`);
			},
		);
		return problem ?? (await storing);
	} finally {
		signal.removeEventListener('abort', stop);
		stop();
	}
}

function named({ attachment, name }: Wanted, headers: HttpResponse['headers']) {
	const mimeType = servedType(headers) || attachment.mimeType || undefined;
	const fileName = attachment.fileName || nameIn(headers) || `${name}${endingFor(mimeType)}`;
	// n8n would take a folder in it for the file's directory.
	return { fileName: fileName.split(/[/\\]/).at(-1) || name, mimeType };
}
