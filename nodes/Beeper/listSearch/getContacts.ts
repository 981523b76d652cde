import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { listPage } from '../../shared/listSearch/listRequest';

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
	const page = await listPage(this, `/v1/accounts/${encodeURIComponent(accountID)}/contacts/list`, {
		query: filter,
		limit: 100,
		cursor: paginationToken,
		direction: paginationToken && 'before',
	});
	const results = page.items
		.filter(({ cannotMessage }) => cannotMessage !== true)
		.map((user) => ({ name: describeUser(user), value: String(user.id) }));
	return { results, paginationToken: (page.hasMore && page.oldestCursor) || undefined };
}

function describeUser({ id, fullName, username, phoneNumber, email }: IDataObject): string {
	const address = phoneNumber ?? username ?? email;
	if (!fullName) return String(address ?? id);
	return address ? `${String(fullName)} · ${String(address)}` : String(fullName);
}
