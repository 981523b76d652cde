import type { IDataObject } from 'n8n-workflow';
import { accountID } from '../../../shared/fields/accountID';
import type { Call } from '../../../shared/operation/operationContext';
import { listIn } from '../../../shared/operation/limited';
import type { Operation } from '../../../shared/operation/operation';

/** GET /v1/accounts/{accountID}, `client.accounts.retrieve` */
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

async function retrieveAccount(call: Call): Promise<IDataObject> {
	const answer = await call.send(call.request, { accept: [404] });
	if (answer.status !== 404) return answer.body as IDataObject;
	// Older Beeper versions have only the list; and where the route exists, the list says the same.
	const { body } = await call.send({ method: 'GET', url: '/v1/accounts' });
	const id = call.parameter('accountID');
	const account = listIn(call, body).find(({ accountID: one }) => one === id);
	if (account) return account;
	throw call.apiError(
		`Beeper has no account "${id}"`,
		"Choose one from the list in 'Account'. Accounts that Beeper shows only through their chats, such as iMessage on some versions, cannot be retrieved.",
		404,
	);
}
