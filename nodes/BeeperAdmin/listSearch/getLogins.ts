import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listByName } from '../olderRoutes/listByName';
import { chosenBridge } from './chosenBridge';
import { describeLogin } from './displayName';
import { matching } from './matching';
import { objectsIn } from '../../shared/values/list';

/** The logins of the chosen bridge whose owner or status contains `filter`. */
export async function getLogins(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const url = `${chosenBridge(this, 'logins')}/logins`;
	const { items } = await listByName<{ items: unknown }>(this, url);
	const entries = objectsIn(items).map((one) => ({
		name: describeLogin(one),
		value: String(one.loginID),
	}));
	return matching(entries, filter);
}
