import type {
	IAllExecuteFunctions,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { httpRequest, noResponse } from './httpRequest';
import { isSuccess, type HttpResponse, type HttpResult } from './httpResult';

/** A Node.js stream, as n8n's HTTP helper and `prepareBinaryData` name it. */
export type Readable = Exclude<
	Parameters<IExecuteSingleFunctions['helpers']['prepareBinaryData']>[0],
	Buffer
>;

/** Reads a file as it comes in; what it returns becomes the body of the result. */
export type Consume = (file: Readable, headers: HttpResponse['headers']) => Promise<unknown>;

/** What can be set for a request to a server that is not Beeper's; `timeout` in ms. */
export type WebOptions = Pick<IHttpRequestOptions, 'timeout' | 'abortSignal'>;

/** A refusal is a small JSON object; more than this of it is not worth reading. */
const MAX_REFUSAL_BYTES = 64 * 1024;

/**
 * Like `httpRequest`, for an answer that is a file: `consume` reads it, so that it is never in memory as a
 * whole. A connection that breaks meanwhile is no answer. Never throws.
 */
export async function download(
	context: Pick<IAllExecuteFunctions, 'helpers'>,
	options: IHttpRequestOptions,
	consume: Consume,
): Promise<HttpResult> {
	const result = await httpRequest(context, { ...options, json: false, encoding: 'stream' });
	if (result.status === undefined) return result;
	return await readBody(result, isSuccess(result) ? consume : readRefusal);
}

/**
 * One GET for a file that is not Beeper's: without the token, which is nobody else's business; redirects are
 * followed. Otherwise like `download`, but a refusal is not read. Never throws.
 */
export async function downloadFromWeb(
	helpers: Pick<IAllExecuteFunctions['helpers'], 'httpRequest'>,
	options: WebOptions & { url: string },
	consume: Consume,
): Promise<HttpResult> {
	const request = { ...options, returnFullResponse: true, ignoreHttpStatusErrors: true };
	try {
		const response = await helpers.httpRequest({ ...request, encoding: 'stream' });
		const { statusCode: status, headers, body } = response;
		const result: HttpResponse = { status, headers, body };
		return await readBody(result, isSuccess(result) ? consume : discard);
	} catch (error) {
		return noResponse(error);
	}
}

/** The result with what `consume` makes of its stream; a stream that breaks off may be tried again. */
async function readBody(result: HttpResponse, consume: Consume): Promise<HttpResult> {
	try {
		return { ...result, body: await consume(result.body as Readable, result.headers) };
	} catch (error) {
		const { code, reason } = noResponse(error);
		return { status: undefined, code: code || 'ECONNRESET', reason };
	}
}

const discard: Consume = async (file) => void file.destroy();

async function readRefusal(file: Readable): Promise<unknown> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of file) {
		chunks.push(Buffer.from(chunk));
		bytes += chunk.length;
		if (bytes > MAX_REFUSAL_BYTES) break;
	}
	const text = Buffer.concat(chunks).toString('utf8');
	try {
		return JSON.parse(text);
	} catch {
		// Not Beeper's: `errorText` says so.
		return text;
	}
}
