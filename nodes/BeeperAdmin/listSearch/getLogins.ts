import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listByName } from '../olderRoutes/listByName';
import { chosenBridge } from './chosenBridge';
import { describeLogin } from './displayName';
import { matching } from './matching';

/** The logins of the chosen bridge whose owner or status contains `filter`. */
export async function getLogins(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const url = `${chosenBridge(this, 'logins')}/logins`;
	const { items } = await listByName<{ items: IDataObject[] }>(this, url);
	const entries = items.map((one) => ({ name: describeLogin(one), value: String(one.loginID) }));
	return matching(entries, filter);
}
