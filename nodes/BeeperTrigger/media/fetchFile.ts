import type { IBinaryData, IHttpRequestOptions, ITriggerFunctions } from 'n8n-workflow';
import { noResponse } from '../../shared/api/httpRequest';
import { download, type Readable } from '../../shared/api/download';
import { isSuccess, type HttpResponse, type HttpResult } from '../../shared/api/httpResult';
import { withRetry } from '../../shared/api/retry';
import { webFile } from '../../shared/api/webFile';
import { FileProblem } from './fileProblem';
import { store, storeText, type Wanted } from './storeFile';

/**
 * Gets one file into n8n's binary storage as it comes in, tried again where the connection breaks. Never
 * throws. The token goes to Beeper only; a web address, or one with the file in it, is not Beeper's.
 */
export async function fetchFile(
	context: ITriggerFunctions,
	wanted: Wanted,
	signal: AbortSignal,
): Promise<IBinaryData | FileProblem> {
	const { attachment, maxBytes, baseUrl } = wanted;
	const { fileSize } = attachment;
	if (fileSize && fileSize > maxBytes) return FileProblem.tooLarge(maxBytes, fileSize);
	const url = attachment.srcURL || attachment.id || '';
	if (!url) return new FileProblem('Beeper says nothing of where this file is.');
	try {
		if (/^data:/i.test(url)) return await storeText(context, wanted, url);
		const isWeb = /^https?:/i.test(url);
		const consume = async (file: Readable, headers: HttpResponse['headers']) =>
			await store(context, wanted, file, headers, signal);
		const get: Get = isWeb
			? async (abortSignal) => await webFile(context.helpers, { url, abortSignal }, consume)
			: beeperFile(context, wanted, url, consume);
		const result = await withRetry(async () => await get(signal), { repeatable: true, signal });
		if (isSuccess(result)) return result.body as IBinaryData | FileProblem;
		return isWeb ? FileProblem.ofWeb(result, url) : FileProblem.ofBeeper(result, baseUrl);
	} catch (error) {
		return new FileProblem(`The file could not be got: ${noResponse(error).reason}`);
	}
}

type Consume = (
	file: Readable,
	headers: HttpResponse['headers'],
) => Promise<IBinaryData | FileProblem>;
type Get = (signal: AbortSignal) => Promise<HttpResult>;

/** GET /v1/assets/serve: mxc, localmxc and file addresses. */
function beeperFile(
	context: ITriggerFunctions,
	{ baseUrl }: Wanted,
	url: string,
	consume: Consume,
): Get {
	const request: IHttpRequestOptions = {
		method: 'GET',
		baseURL: baseUrl,
		url: '/v1/assets/serve',
		qs: { url },
	};
	return async (abortSignal) => await download(context, { ...request, abortSignal }, consume);
}
