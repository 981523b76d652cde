import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listRequest } from '../../shared/listSearch/listRequest';
import { describeAccount } from '../../shared/model/displayName';
import { chosenBridge } from './chosenBridge';
import { matching } from './matching';

type Account = Parameters<typeof describeAccount>[0];

/** The accounts on the chosen bridge whose network or owner contains `filter`. */
export async function getBridgeAccounts(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { accounts } = await listRequest<{ accounts: Account[] }>(
		this,
		chosenBridge(this, 'accounts'),
	);
	const entries = accounts.map((one) => ({ name: describeAccount(one), value: one.accountID }));
	return matching(entries, filter);
}
