import type { IDataObject } from 'n8n-workflow';
import { accountID } from '../../../shared/fields/accountID';
import type { OperationContext } from '../../../shared/operation/operationContext';
import { listIn } from '../../../shared/operation/limited';
import type { Operation } from '../../../shared/operation/operation';

/** GET /v1/accounts/{accountID}, `client.accounts.retrieve` of newer clients */
export const retrieve: Operation = {
	option: {
		name: 'Get',
		value: 'retrieve',
		action: 'Get account',
		description: 'Get one connected account with its network, owner and state',
		routing: { request: { method: 'GET', url: '/v1/accounts/{accountID}' } },
	},
	fields: [accountID],
	perform: retrieveAccount,
};

async function retrieveAccount(context: OperationContext): Promise<IDataObject> {
	const response = await context.send(context.request, { accept: [404] });
	if (response.status !== 404) return response.body as IDataObject;
	// Older Beeper versions have only the list (docs/beeper-api.md, endpoint 2); newer ones list the same accounts.
	const { body } = await context.send({ method: 'GET', url: '/v1/accounts' });
	const id = context.parameter('accountID');
	const account = listIn(context, body).find(({ accountID: one }) => one === id);
	if (account) return account;
	throw context.apiError(
		`Beeper has no account "${id}"`,
		"Choose one from the list in 'Account'. Accounts that Beeper shows only through their chats, such as iMessage on some versions, cannot be retrieved.",
		404,
	);
}
