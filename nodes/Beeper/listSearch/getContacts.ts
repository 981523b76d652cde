import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { ReadPage } from '../../shared/api/pages';
import { listPage } from '../../shared/listSearch/listRequest';
import { walkFrom } from '../../shared/listSearch/walkFrom';

/** The contacts of the chosen account that can be written to; `filter` also searches on the network. */
export async function getContacts(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const accountID = String(this.getCurrentNodeParameter('accountID', { extractValue: true }) ?? '');
	if (!accountID) {
		throw new NodeOperationError(this.getNode(), "Choose an 'Account' first", {
			description: 'The list shows the contacts of that account.',
		});
	}
	const path = `/v1/accounts/${encodeURIComponent(accountID)}/contacts/list`;
	const readPage: ReadPage = async (qs) =>
		await listPage(this, path, { query: filter, limit: 100, ...qs });
	const results: INodeListSearchResult['results'] = [];
	for await (const { items, token } of walkFrom(readPage, paginationToken, 1)) {
		for (const user of items) {
			if (user.cannotMessage === true) continue;
			results.push({ name: describeUser(user), value: String(user.id) });
		}
		return { results, paginationToken: token };
	}
	return { results };
}

function describeUser({ id, fullName, username, phoneNumber, email }: IDataObject): string {
	const address = phoneNumber ?? username ?? email;
	if (!fullName) return String(address ?? id);
	return address ? `${String(fullName)} · ${String(address)}` : String(fullName);
}
