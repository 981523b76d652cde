import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { trimBaseUrl } from '../api/baseUrl';
import { compact } from '../values/omitEmpty';
import { exchange } from '../api/httpRequest';
import { askedRead, explain } from '../api/errors/errorText';
import { isSuccess } from '../api/httpResult';
import { persist } from '../api/persist';

/**
 * Reads from Beeper for a list in the editor: GET `url` with `qs`, the parsed body back. A failure is a
 * `NodeApiError`, never an empty list: an empty list means that there is nothing.
 */
export async function ask<T>(
	context: ILoadOptionsFunctions,
	url: string,
	qs: IDataObject = {},
): Promise<T> {
	const { baseUrl } = await context.getCredentials<{ baseUrl: string }>('beeperApi');
	const baseURL = trimBaseUrl(baseUrl);
	const request = { method: 'GET', baseURL, url, qs: compact(qs), timeout: 30_000 } as const;
	const outcome = await persist(async () => await exchange(context, { ...request }), {
		repeatable: true,
	});
	const { status } = outcome;
	if (isSuccess(outcome)) return outcome.body as T;
	const { message, description } = explain(outcome, askedRead(baseURL, ['Chat']));
	const httpCode = status === undefined ? undefined : String(status);
	throw new NodeApiError(context.getNode(), {}, { message, description, httpCode });
}
