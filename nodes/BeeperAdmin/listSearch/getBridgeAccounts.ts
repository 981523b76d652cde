import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listRequest } from '../../shared/listSearch/listRequest';
import { describeAccount } from '../../shared/model/displayName';
import { chosenBridge } from './chosenBridge';
import { matching } from './matching';
import { objectsIn } from '../../shared/values/list';

type Account = Parameters<typeof describeAccount>[0];

/** The accounts on the chosen bridge whose network or owner contains `filter`. */
export async function getBridgeAccounts(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { accounts } = await listRequest<{ accounts: unknown }>(
		this,
		chosenBridge(this, 'accounts'),
	);
	const entries = (objectsIn(accounts) as unknown as Account[]).map((one) => ({
		name: describeAccount(one),
		value: one.accountID,
	}));
	return matching(entries, filter);
}
