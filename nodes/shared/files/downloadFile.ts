import type { RequestHelperFunctions } from 'n8n-workflow';
import { downloadFromWeb, type Consume, type WebOptions } from '../api/download';
import { isSuccess, type HttpResult } from '../api/httpResult';
import type { BeeperRequest } from '../api/request';
import { FileProblem, type FileOrProblem } from './fileProblem';
import { storeDataAddress, storeFile, type BinaryHelpers } from './storeFile';
import type { WantedFile } from './wantedFile';

/** How a node makes the requests for a file: each has its own way to try again, to wait and to stop. */
export interface FileClient {
	helpers: BinaryHelpers & Pick<RequestHelperFunctions, 'httpRequest'>;
	/** Stops a download that is under way. */
	signal?: AbortSignal;
	/** Sends a request to Beeper, with the token, and returns what `consume` makes of the file, or why not. */
	fromBeeper(request: ReadRequest, consume: Consume): Promise<FileOrProblem>;
	/** Makes a request to another server, with what the user set for requests, as often as need be. */
	fromWeb(attempt: (options: WebOptions) => Promise<HttpResult>): Promise<HttpResult>;
}

type ReadRequest = Pick<BeeperRequest, 'method' | 'url' | 'qs'>;

/**
 * Gets one file into n8n's binary storage, from wherever it is: in its address (data:), on the web (without
 * Beeper's token), or else at Beeper. Throws only what `client` throws.
 */
export async function downloadFile(client: FileClient, wanted: WantedFile): Promise<FileOrProblem> {
	const { helpers, signal } = client;
	const { url, maxBytes = Infinity } = wanted;
	const { fileSize = 0 } = wanted.attachment;
	if (fileSize > maxBytes) return FileProblem.tooLarge(maxBytes, fileSize);
	if (!url) return new FileProblem('Beeper says nothing of where this file is.');
	if (/^data:/i.test(url)) return await storeDataAddress(helpers, wanted);
	const consume: Consume = async (file, headers) =>
		await storeFile(helpers, wanted, file, headers, signal);
	if (!/^https?:/i.test(url)) {
		return await client.fromBeeper(
			{ method: 'GET', url: '/v1/assets/serve', qs: { url } },
			consume,
		);
	}
	const result = await client.fromWeb(
		async (options) => await downloadFromWeb(helpers, { ...options, url }, consume),
	);
	return isSuccess(result) ? (result.body as FileOrProblem) : FileProblem.ofWeb(result, url);
}
