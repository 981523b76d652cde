import type { IAllExecuteFunctions, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { isWebAddress } from './baseUrl';
import type { NoResponse, HttpResult } from './httpResult';

/**
 * One authenticated request to Beeper through n8n's HTTP helper. Never throws: a response of any status, and the lack
 * of one, is an `HttpResult`. Never follows a redirect, which would take the token elsewhere and keep every upload in
 * memory. With `accessToken` n8n does not read the credential.
 */
export async function httpRequest(
	context: Pick<IAllExecuteFunctions, 'helpers'>,
	options: IHttpRequestOptions,
	accessToken?: string,
): Promise<HttpResult> {
	if (!isWebAddress(options.baseURL ?? ''))
		return { status: undefined, code: 'ERR_INVALID_URL', reason: '' };
	const request: IHttpRequestOptions = {
		json: true,
		...options,
		arrayFormat: 'repeat',
		disableFollowRedirect: true,
		ignoreHttpStatusErrors: true,
		returnFullResponse: true,
	};
	try {
		const response = (await send(context, request, accessToken)) as IN8nHttpFullResponse;
		return {
			status: response.statusCode,
			headers: lowerCase(response.headers),
			body: response.body,
		};
	} catch (error) {
		return noResponse(error);
	}
}

async function send(
	context: Pick<IAllExecuteFunctions, 'helpers'>,
	request: IHttpRequestOptions,
	accessToken: string | undefined,
): Promise<unknown> {
	if (accessToken !== undefined) {
		const headers = { ...request.headers, Authorization: `Bearer ${accessToken}` };
		return await context.helpers.httpRequest({ ...request, headers });
	}
	return await context.helpers.httpRequestWithAuthentication.call(
		context as IAllExecuteFunctions, // the helper's `this` is the context it came from
		'beeperApi',
		request,
	);
}

function lowerCase(headers: Record<string, unknown>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
	);
}

/** Code and reason of an error of the HTTP helper, without the request in it (which holds the token). */
export function noResponse(error: unknown): NoResponse {
	const chain = causes(error);
	const code = chain.map((cause) => cause.code).find((value) => typeof value === 'string') ?? '';
	const messages = chain.map((cause) => cause.message).filter((text): text is string => !!text);
	return { status: undefined, code, reason: messages.at(-1) ?? code };
}

interface ErrorLike {
	message?: string;
	code?: string;
	cause?: unknown;
	errors?: unknown[];
}

/** The error, its cause, and so on; of several causes (one per IP address tried) the first. */
function causes(error: unknown): ErrorLike[] {
	const chain: ErrorLike[] = [];
	let next = error as ErrorLike | undefined;
	while (next && typeof next === 'object' && chain.length < 8) {
		chain.push(next);
		next = (next.cause ?? next.errors?.[0]) as ErrorLike | undefined;
	}
	return chain;
}
