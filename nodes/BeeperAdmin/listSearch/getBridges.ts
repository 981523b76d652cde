import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listRequest } from '../../shared/listSearch/listRequest';
import { describeBridge } from './displayName';
import { matching } from './matching';
import { objectsIn } from '../../shared/values/list';

/** The bridges (networks that can be connected) whose name, network or status contains `filter`. */
export async function getBridges(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { items } = await listRequest<{ items: unknown }>(this, '/v1/bridges');
	const entries = objectsIn(items).map((one) => ({
		name: describeBridge(one),
		value: String(one.id),
	}));
	return matching(entries, filter);
}
