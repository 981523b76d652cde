import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listByName } from '../olderRoutes/listByName';
import { describeVerification } from './displayName';
import { matching } from './matching';
import { objectsIn } from '../../shared/values/list';

/** The verifications under way whose other device or state contains `filter`. */
export async function getVerifications(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const url = '/v1/app/setup/verifications';
	const { items } = await listByName<{ items: unknown }>(this, url);
	const entries = objectsIn(items).map((one) => ({
		name: describeVerification(one),
		value: String(one.id),
	}));
	return matching(entries, filter);
}
