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

/** The most that is read of an error response, which is a small JSON object. */
const MAX_REFUSAL_BYTES = 64 * 1024;

/**
 * Like `httpRequest`, for a file: `consume` reads the stream, so that the file is never in memory as a whole, and
 * what it returns becomes the body. If the connection breaks meanwhile, the result is a `NoResponse`.
 */
export async function download(
	context: Pick<IAllExecuteFunctions, 'helpers'>,
	options: IHttpRequestOptions,
	consume: (file: Readable, headers: HttpResponse['headers']) => Promise<unknown>,
): Promise<HttpResult> {
	const result = await httpRequest(context, { ...options, json: false, encoding: 'stream' });
	if (result.status === undefined) return result;
	const file = result.body as Readable;
	try {
		const body = isSuccess(result) ? await consume(file, result.headers) : await refusal(file);
		return { ...result, body };
	} catch (error) {
		const { code, reason } = noResponse(error);
		return { status: undefined, code: code || 'ECONNRESET', reason };
	}
}

async function refusal(file: Readable): Promise<unknown> {
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
		// Not from Beeper: `errorText` says so.
		return text;
	}
}
