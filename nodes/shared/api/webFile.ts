import type { IAllExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { noResponse } from './httpRequest';
import type { Readable } from './download';
import type { HttpResult } from './httpResult';

/** One GET for a file on the web, without the token; `consume` reads it and makes the body. Never rejects. */
export async function webFile<T>(
	helpers: Pick<IAllExecuteFunctions['helpers'], 'httpRequest'>,
	options: IHttpRequestOptions,
	consume: (file: Readable, headers: Record<string, string>) => Promise<T>,
): Promise<HttpResult> {
	try {
		const response = await helpers.httpRequest({
			...options,
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
		});
		const { body: file, headers, statusCode: status } = response;
		const isFile = status < 300;
		if (!isFile) file.destroy();
		return { status, headers, body: isFile ? await consume(file, headers) : undefined };
	} catch (error) {
		return noResponse(error);
	}
}
