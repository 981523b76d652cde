import type { ILoadOptionsFunctions, NodeApiError } from 'n8n-workflow';
import { listRequest } from '../../shared/listSearch/listRequest';
import { olderPath } from './olderName';

/** Like `listRequest`; after a 404 it tries the route's older name (docs/beeper-api.md §9). */
export async function listByName<T>(context: ILoadOptionsFunctions, url: string): Promise<T> {
	const older = olderPath(url);
	return await listRequest<T>(context, url).catch(async (error: NodeApiError) => {
		if (error.httpCode !== '404' || older === undefined) return await Promise.reject(error);
		return await listRequest<T>(context, older);
	});
}
