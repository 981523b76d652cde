import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { listPage, listRequest } from './listRequest';
import { describeAccount } from '../model/displayName';
import { objectsIn } from '../values/list';

interface Option {
	name: string;
	value: string;
}

/** The accounts by name, also those known only through their chats, such as iMessage (docs/beeper-api.md §4). */
export async function accountOptions(context: ILoadOptionsFunctions): Promise<Option[]> {
	type Account = Parameters<typeof describeAccount>[0];
	const [accounts, { items: chats }] = await Promise.all([
		listRequest(context, '/v1/accounts'),
		listPage(context, '/v1/chats/search', { limit: 200 }),
	]);
	const options = new Map(
		(objectsIn(accounts) as unknown as Account[]).map((one) => [
			one.accountID,
			describeAccount(one),
		]),
	);
	for (const { accountID, network } of chats) {
		if (typeof accountID !== 'string' || options.has(accountID)) continue;
		options.set(accountID, String(network ?? accountID));
	}
	return [...options]
		.map(([value, name]) => ({ name, value }))
		.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
}
