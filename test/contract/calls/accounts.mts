import { expect } from './expect.mts';
import type { Call } from './call.mts';

const whatsapp = 'local-whatsapp_ba_Kx7dQm2sVhT0aLw9';

/** The calls on `accounts`, by their names in the official client. */
export const accounts: Record<string, Call> = {
	'accounts.list': {
		endpoint: 'GET /v1/accounts',
		answer: 'AccountListResponse',
		async prove(client) {
			const networks = (await client.accounts.list()).map(({ network }) => network);
			expect(networks).toEqual(expect.arrayContaining(['WhatsApp', 'iMessage', 'Slack']));
		},
	},
	'accounts.contacts.list': {
		endpoint: 'GET /v1/accounts/{accountID}/contacts/list',
		params: 'ContactListParams',
		answer: { page: 'User' },
		async prove(client) {
			const names = [];
			for await (const user of client.accounts.contacts.list(whatsapp, { limit: 7 })) {
				names.push(user.fullName);
			}
			expect(names).toHaveLength(31);
			expect(new Set(names).size).toBe(31);
		},
	},
	'accounts.contacts.search': {
		endpoint: 'GET /v1/accounts/{accountID}/contacts',
		params: 'ContactSearchParams',
		answer: 'ContactSearchResponse',
		async prove(client) {
			const byName = await client.accounts.contacts.search(whatsapp, { query: 'mara' });
			expect(byName.items.map(({ fullName }) => fullName)).toEqual(['Mara Lindqvist']);
			const byNumber = await client.accounts.contacts.search(whatsapp, { query: '+15550106' });
			expect(byNumber.items.map(({ fullName }) => fullName)).toEqual(['Noor Haddad']);
		},
	},
};
