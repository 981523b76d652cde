import type { IBinaryData, IBinaryKeyData, IDataObject, ITriggerFunctions } from 'n8n-workflow';
import { withTimeout } from '../../shared/values/wait';
import { fetchFile } from './fetchFile';
import { madeUpName } from './fileNames';
import { FileProblem } from './fileProblem';
import type { Attachment } from './storeFile';
import type { Message } from '../../shared/model/message';

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
const LET_GO_MS = 1_000;

/** An album comes side by side, but leaves Beeper room for everything else. */
const AT_ONCE = 4;

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
	const attachments = attachmentsOf(message);
	const files: Array<IBinaryData | FileProblem> = [];
	// Shared by the workers: each takes the next one.
	const left = attachments.entries();
	const work = async () => {
		for (const [index, attachment] of left) {
			const name = madeUpName(message.id, attachments.length > 1 ? index : undefined);
			const wanted = { attachment, baseUrl, maxBytes, name };
			files[index] = await inTime(limitMs, signal, async (over) => {
				return await fetchFile(context, wanted, over);
			});
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
	return resultOf(attachments, files, prefix);
}

function attachmentsOf({ attachments }: Message): Attachment[] {
	if (!Array.isArray(attachments)) return [];
	return attachments.map((one) => (one ?? {}) as Attachment);
}

/** What `work` gives; past the limit, or when `signal` aborts, it is aborted and let go of. */
async function inTime(
	limitMs: number,
	signal: AbortSignal,
	work: (over: AbortSignal) => Promise<IBinaryData | FileProblem>,
): Promise<IBinaryData | FileProblem> {
	const over = new AbortController();
	const working = work(AbortSignal.any([signal, over.signal]));
	const file = await withTimeout(limitMs, working, signal);
	if (file && !signal.aborted) return file;
	over.abort();
	// Connection and half a file are gone by then; what hangs all the same is not waited for.
	await withTimeout(LET_GO_MS, working);
	if (!signal.aborted) return FileProblem.late(limitMs);
	return new FileProblem('The trigger was stopped before the file had come.');
}

function resultOf(
	attachments: Attachment[],
	files: Array<IBinaryData | FileProblem>,
	prefix: string,
): MediaResult {
	const binary: IBinaryKeyData = {};
	const media = files.map((file, index): IDataObject => {
		if (file instanceof FileProblem) {
			const { fileName = null, mimeType = null, fileSize = null } = attachments[index];
			const { sentence: error } = file;
			return { attachment: index, binary: null, fileName, mimeType, fileSize, error };
		}
		const field = `${prefix}${index}`;
		binary[field] = file;
		const { fileName, mimeType, bytes: fileSize = attachments[index].fileSize ?? null } = file;
		return { attachment: index, binary: field, fileName, mimeType, fileSize };
	});
	return { media, binary };
}
