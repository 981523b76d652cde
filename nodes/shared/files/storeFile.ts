import type { BinaryHelperFunctions } from 'n8n-workflow';
import type { Readable } from '../api/download';
import { noResponse } from '../api/httpRequest';
import { nameAndTypeOf } from './fileName';
import { FileProblem, type FileOrProblem } from './fileProblem';
import type { WantedFile } from './wantedFile';

/** What it needs of n8n's helpers. */
export type BinaryHelpers = Pick<BinaryHelperFunctions, 'prepareBinaryData'>;

/**
 * Stores a file in n8n as it comes in, never as a whole in memory, under the name and MIME type that it has with
 * these `headers` (lower-case names). Throws where the connection breaks or `signal` aborts: then it may be tried
 * again. Whatever happens, the connection is closed.
 */
export async function storeFile(
	helpers: BinaryHelpers,
	wanted: WantedFile,
	file: Readable,
	headers: Record<string, string>,
	signal?: AbortSignal,
): Promise<FileOrProblem> {
	const { maxBytes = Infinity } = wanted;
	let bytes = 0;
	// n8n also reads the headers of a stream that comes directly from the network; of this one it does not.
	const counted = file.map((chunk: Uint8Array) => {
		bytes += chunk.length;
		if (bytes > maxBytes) throw new Error('too large');
		return chunk;
	});
	const stop = () => void file.destroy();
	signal?.addEventListener('abort', stop, { once: true });
	// Until somebody reads it, an error would be reported as unhandled.
	file.on('error', () => {});
	try {
		const announced = Number(headers['content-length']);
		if (announced > maxBytes) return FileProblem.tooLarge(maxBytes, announced);
		const { fileName, mimeType } = nameAndTypeOf(wanted, headers);
		const storing = helpers.prepareBinaryData(counted, fileName, mimeType);
		const problem = await storing.then(
			() => undefined,
			(error: unknown) => {
				if (bytes > maxBytes) return FileProblem.tooLarge(maxBytes);
				return file.errored || signal?.aborted ? undefined : notStored(error);
			},
		);
		return problem ?? (await storing);
	} finally {
		signal?.removeEventListener('abort', stop);
		stop();
	}
}

/** Stores the file that a data: address is. Never throws. */
export async function storeDataAddress(
	helpers: BinaryHelpers,
	wanted: WantedFile,
): Promise<FileOrProblem> {
	const { url, maxBytes = Infinity } = wanted;
	const comma = url.indexOf(',');
	if (comma < 0) return new FileProblem('The data: address of the file is incomplete.');
	const type = url.slice('data:'.length, comma);
	const encoding = /;\s*base64$/i.test(type) ? 'base64' : 'utf8';
	try {
		const content = Buffer.from(decodeURIComponent(url.slice(comma + 1)), encoding);
		if (content.length > maxBytes) return FileProblem.tooLarge(maxBytes, content.length);
		const { fileName, mimeType } = nameAndTypeOf(wanted, { 'content-type': type });
		return await helpers.prepareBinaryData(content, fileName, mimeType);
	} catch (error) {
		return notStored(error);
	}
}

const notStored = (error: unknown) =>
	new FileProblem(`n8n could not store the file: ${noResponse(error).reason}`);
