import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { trimBaseUrl } from '../api/baseUrl';
import { errorText, failedRead } from '../api/errors/errorText';
import { UNKNOWN_FORM } from '../api/errors/unknownForm';
import { httpRequest } from '../api/httpRequest';
import { isSuccess } from '../api/httpResult';
import { asPage, type Page } from '../api/pages';
import { withRetry } from '../api/retry';
import { omitEmpty } from '../values/omitEmpty';

/** One GET for a list in the editor; gives the parsed body. A failure is a `NodeApiError`, never an empty list. */
export async function listRequest<T>(
	context: ILoadOptionsFunctions,
	url: string,
	qs: IDataObject = {},
): Promise<T> {
	const { baseUrl } = await context.getCredentials<{ baseUrl: string }>('beeperApi');
	const baseURL = trimBaseUrl(baseUrl);
	const request = { method: 'GET', baseURL, url, qs: omitEmpty(qs), timeout: 30_000 } as const;
	const result = await withRetry(async () => await httpRequest(context, { ...request }), {
		repeatable: true,
	});
	const { status } = result;
	if (isSuccess(result)) return result.body as T;
	const { message, description } = errorText(result, failedRead(baseURL, ['Chat']));
	const httpCode = status === undefined ? undefined : String(status);
	throw new NodeApiError(context.getNode(), {}, { message, description, httpCode });
}

/** Like `listRequest`, for a list that comes in pages. */
export async function listPage(
	context: ILoadOptionsFunctions,
	url: string,
	qs: IDataObject = {},
): Promise<Page> {
	const page = asPage(await listRequest(context, url, qs));
	if (page) return page;
	throw new NodeApiError(context.getNode(), {}, { ...UNKNOWN_FORM, httpCode: '200' });
}
