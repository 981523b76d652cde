import { BeeperDesktop } from '@beeper/desktop-api';
import { start } from '../double/start.mts';
import { faultsOf, faultsOfPage } from './schemas.mts';

/** A real Beeper if its address and token are set, the double otherwise. Nothing is written. */
async function anyDesktop() {
	const { BEEPER_BASE_URL: baseURL, BEEPER_ACCESS_TOKEN: accessToken } = process.env;
	if (baseURL && accessToken) {
		const client = new BeeperDesktop({ baseURL, accessToken });
		return { client, [Symbol.asyncDispose]: async () => {} };
	}
	const desktop = await start();
	const client = new BeeperDesktop({ baseURL: desktop.url, accessToken: desktop.token });
	return { client, [Symbol.asyncDispose]: () => desktop.close() };
}

const isTime = (text: string | undefined) => text !== undefined && !Number.isNaN(Date.parse(text));

describe('reading, from a real Beeper where there is one', () => {
	test('info', async () => {
		await using any = await anyDesktop();
		const { data, response } = await any.client.info.retrieve().withResponse();
		expect(faultsOf('InfoRetrieveResponse', data)).toEqual([]);
		expect(response.headers.get('x-beeper-desktop-version')).toMatch(/^\d+\.\d+\.\d+/);
	});

	test('accounts and contacts', async () => {
		await using any = await anyDesktop();
		const accounts = await any.client.accounts.list();
		expect(faultsOf('Account[]', accounts)).toEqual([]);
		const page = await any.client.accounts.contacts.list(accounts[0].accountID, { limit: 5 });
		expect(faultsOfPage('User', page)).toEqual([]);
	});

	test('chats, and paging them', async () => {
		await using any = await anyDesktop();
		const page = await any.client.chats.list();
		expect(faultsOfPage('ChatListResponse', page)).toEqual([]);
		for (const { lastActivity } of page.items) expect(isTime(lastActivity)).toBe(true);
		const found = await any.client.chats.search({ limit: 2 });
		expect(faultsOfPage('Chat', found)).toEqual([]);
		expect(found.items.length).toBeLessThanOrEqual(2);
		if (found.hasMore) {
			const next = await found.getNextPage();
			const first = found.items.map(({ id }) => id);
			expect(next.items.filter(({ id }) => first.includes(id))).toEqual([]);
		}
		const whole = await any.client.chats.retrieve(page.items[0].id);
		expect(faultsOf('Chat', whole)).toEqual([]);
	});

	test('messages, and searching them', async () => {
		await using any = await anyDesktop();
		const chats = await any.client.chats.list();
		const page = await any.client.messages.list(chats.items[0].id);
		expect(faultsOfPage('Message', page)).toEqual([]);
		for (const { timestamp } of page.items) expect(isTime(timestamp)).toBe(true);
		const found = await any.client.messages.search({ limit: 3 });
		expect(faultsOfPage('Message', found)).toEqual([]);
		const everything = await any.client.search({ query: 'the' });
		expect(faultsOf('SearchResponse', everything)).toEqual([]);
	});

	test('what is not there is 404, what is not described is an error', async () => {
		await using any = await anyDesktop();
		const nobody = any.client.chats.retrieve('!nobody:example.org');
		await expect(nobody).rejects.toMatchObject({ status: 404 });
		const tooMany = any.client.messages.search({ limit: 21 });
		await expect(tooMany).rejects.toMatchObject({ status: 400 });
	});
});
