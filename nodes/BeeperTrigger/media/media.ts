import type { IBinaryData, IBinaryKeyData, IDataObject, ITriggerFunctions } from 'n8n-workflow';
import { download } from '../../shared/api/download';
import { errorText, failedRead } from '../../shared/api/errors/errorText';
import { noResponse } from '../../shared/api/httpRequest';
import { isSuccess, type HttpResult } from '../../shared/api/httpResult';
import { withRetry } from '../../shared/api/retry';
import { downloadFile, type FileClient } from '../../shared/files/downloadFile';
import { FileProblem, type FileOrProblem } from '../../shared/files/fileProblem';
import { filesOf, type WantedFile } from '../../shared/files/wantedFile';
import type { Message } from '../../shared/model/message';
import { withTimeout } from '../../shared/values/wait';

export interface MediaResult {
	/** One entry per attachment, in their order: { attachment, binary, fileName, mimeType, fileSize, error? }. */
	media: IDataObject[];
	/** The files that came, by the names that the entries have in `binary`. */
	binary: IBinaryKeyData;
}

export interface MediaOptions {
	/** What is larger is left out. */
	maxBytes: number;
	/** Begins the names of binary fields; the index of the attachment ends them. */
	prefix: string;
	/** How long one file may take. */
	limitMs?: number;
}

/** The item, and all later events of its chat, wait for the files. */
const LIMIT_MS = 60_000;

/** How long what was aborted may take to clean up. */
const CLEAN_UP_MS = 1_000;

/** An album comes side by side, but leaves Beeper room for everything else. */
const AT_ONCE = 4;

const LATER = "The Beeper node's 'Get file' can still get it.";

/**
 * Downloads the attachments of a message as streams into n8n's binary storage, each at most `maxBytes`
 * (GET /v1/assets/serve). Never throws: what fails is a field `error` of its entry.
 */
export async function downloadMedia(
	context: ITriggerFunctions,
	{ baseUrl }: { baseUrl: string },
	message: Message,
	{ maxBytes, prefix, limitMs = LIMIT_MS }: MediaOptions,
	signal: AbortSignal,
): Promise<MediaResult> {
	const wanted = filesOf(message).map((file) => ({ ...file, maxBytes }));
	const files: FileOrSentence[] = [];
	// Shared by the workers: each takes the next one.
	const left = wanted.entries();
	const work = async () => {
		for (const [index, file] of left) {
			files[index] = await inTime(limitMs, signal, async (over) => {
				return await getFile(context, baseUrl, file, over);
			});
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
	return resultOf(wanted, files, prefix);
}

/** A file, or why there is none, in a sentence for the person who reads the item. */
type FileOrSentence = IBinaryData | string;

/** What `work` returns; past the limit, or when `signal` aborts, it is aborted and no longer waited for. */
async function inTime(
	limitMs: number,
	signal: AbortSignal,
	work: (over: AbortSignal) => Promise<FileOrSentence>,
): Promise<FileOrSentence> {
	const over = new AbortController();
	const working = work(AbortSignal.any([signal, over.signal]));
	const file = await withTimeout(limitMs, working, signal);
	if (file && !signal.aborted) return file;
	over.abort();
	// By then the connection is closed and half a file removed; what still hangs is left to itself.
	await withTimeout(CLEAN_UP_MS, working);
	if (!signal.aborted) return `The file did not come within ${limitMs / 1000} seconds. ${LATER}`;
	return 'The trigger was stopped before the file had come.';
}

/** Downloads one file, tried again where the connection breaks. Never throws. */
async function getFile(
	context: ITriggerFunctions,
	baseUrl: string,
	wanted: WantedFile,
	signal: AbortSignal,
): Promise<FileOrSentence> {
	const retried = async (attempt: () => Promise<HttpResult>) =>
		await withRetry(attempt, { repeatable: true, signal });
	const client: FileClient = {
		helpers: context.helpers,
		signal,
		fromBeeper: async (request, consume) => {
			const options = { ...request, baseURL: baseUrl, abortSignal: signal };
			const result = await retried(async () => await download(context, options, consume));
			return isSuccess(result) ? (result.body as FileOrProblem) : beeperProblem(result, baseUrl);
		},
		fromWeb: async (attempt) => await retried(async () => await attempt({ abortSignal: signal })),
	};
	try {
		const file = await downloadFile(client, wanted);
		if (!(file instanceof FileProblem)) return file;
		return file.mayComeLater ? `${file.sentence} ${LATER}` : file.sentence;
	} catch (error) {
		return `The file could not be got: ${noResponse(error).reason}`;
	}
}

function beeperProblem(result: HttpResult, baseUrl: string): FileProblem {
	const { status } = result;
	if (status === 404 || status === 410) {
		return new FileProblem(
			'Beeper cannot find the file. Open the message in Beeper to see whether it is still there.',
		);
	}
	const { message, description } = errorText(result, failedRead(baseUrl));
	const isBusy = status === 429 || status === 503;
	return new FileProblem(isBusy ? `${message}.` : `${message}. ${description}`, isBusy);
}

function resultOf(wanted: WantedFile[], files: FileOrSentence[], prefix: string): MediaResult {
	const binary: IBinaryKeyData = {};
	const media = files.map((file, index): IDataObject => {
		const { attachment } = wanted[index];
		if (typeof file === 'string') {
			const { fileName = null, mimeType = null, fileSize = null } = attachment;
			return { attachment: index, binary: null, fileName, mimeType, fileSize, error: file };
		}
		const field = `${prefix}${index}`;
		binary[field] = file;
		const { fileName, mimeType, bytes: fileSize = attachment.fileSize ?? null } = file;
		return { attachment: index, binary: field, fileName, mimeType, fileSize };
	});
	return { media, binary };
}
