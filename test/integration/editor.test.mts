import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { start } from '../double/start.mts';
import { listSearch, ourPackage, testCredential } from '../engine/index.mts';
import { byID, credentialFor, FRIEND } from './given.mts';

const NODE = 'n8n-nodes-beeper.beeper';

type Options = Omit<NonNullable<Parameters<typeof listSearch>[2]>, 'credentials'>;

const list = async (
	desktop: { url: string; token: string },
	method: string,
	options: Options = {},
) => await listSearch(NODE, method, { credentials: credentialFor(desktop), ...options });

describe('the chat picker', () => {
	test('shows network and kind, last active first', async () => {
		await using desktop = await start();
		const { results } = await list(desktop, 'getChats');
		const names = results.map(({ name }) => name);
		expect(names.slice(0, 3)).toEqual([
			'Mara Lindqvist · WhatsApp · direct',
			'Priya Nair · Signal · direct',
			'Sunday Hike · WhatsApp · group',
		]);
		expect(names).toContain('Diego Fuentes · Discord · direct · archived');
		expect(names).toContain('Elena Rossi · iMessage · direct');
	});

	test.each([
		['mar', ['Mara Lindqvist · WhatsApp · direct']],
		['PRIYA signal', ['Priya Nair · Signal · direct']],
		['whatsapp hike', ['Sunday Hike · WhatsApp · group']],
	])('finds %j: half words, any order, title, network and people', async (filter, expected) => {
		await using desktop = await start();
		const { results } = await list(desktop, 'getChats', { filter });
		expect(results.map(({ name }) => name)).toEqual(expect.arrayContaining(expected));
		expect(results.length).toBeLessThan(6);
	});

	test('finds a group by who is in it', async () => {
		await using desktop = await start();
		const { results } = await list(desktop, 'getChats', { filter: 'mara' });
		expect(results.map(({ name }) => name)).toContain('Sunday Hike · WhatsApp · group');
	});

	test('pages through 1,200 chats, each once', async () => {
		await using desktop = await start();
		for (let i = 0; i < 1_200; i++) {
			desktop.addChat(
				{
					id: `!many${i}:beeper.com`,
					accountID: 'telegram',
					type: 'group',
					title: `Many ${i}`,
					participants: [],
					messages: [],
				},
				{ quietly: true },
			);
		}
		const values = new Set<string>();
		let count = 0;
		let paginationToken: string | undefined;
		do {
			const page = await list(desktop, 'getChats', { filter: 'many', paginationToken });
			count += page.results.length;
			for (const { value } of page.results) values.add(String(value));
			paginationToken = page.paginationToken as string | undefined;
		} while (paginationToken);
		expect({ count, distinct: values.size }).toEqual({ count: 1_200, distinct: 1_200 });
	});

	test('a cursor that comes again ends the list', async () => {
		await using desktop = await start();
		const page = (oldestCursor: string) => ({
			status: 200,
			body: { items: [{ id: 'a', title: 'A' }], hasMore: true, oldestCursor, newestCursor: 'x' },
		});
		desktop.failNext('GET /v1/chats/search', { ...page('same'), times: 30 });
		expect(await list(desktop, 'getChats', { filter: 'zzz' })).toEqual({ results: [] });
		expect(desktop.requests).toHaveLength(2);
	});

	test('a search that finds nothing stops after ten pages, and goes on by scrolling', async () => {
		await using desktop = await start();
		for (let i = 0; i < 12; i++) {
			const body = {
				items: [{ id: `chat ${i}`, title: i === 11 ? 'zzz' : 'A' }],
				hasMore: i < 11,
				oldestCursor: `${i}`,
				newestCursor: 'x',
			};
			desktop.failNext('GET /v1/chats/search', { status: 200, body });
		}
		const first = await list(desktop, 'getChats', { filter: 'zzz' });
		expect(first).toEqual({ results: [], paginationToken: expect.any(String) });
		expect(desktop.requests).toHaveLength(10);
		const { paginationToken } = first as { paginationToken: string };
		const { results } = await list(desktop, 'getChats', { filter: 'zzz', paginationToken });
		expect(results).toHaveLength(1);
	});

	test('says what is wrong instead of showing an empty list', async () => {
		await using desktop = await start();
		const wrong = { url: desktop.url, token: 'wrong' };
		await expect(list(wrong, 'getChats')).rejects.toThrow(
			'Beeper does not accept the access token',
		);
	});
});

test('the account picker shows network and owner, and accounts known only through chats', async () => {
	await using desktop = await start();
	const { results } = await list(desktop, 'getAccounts');
	expect(results).toContainEqual({
		name: 'WhatsApp · Robin Hale · +15550100',
		value: 'local-whatsapp_ba_Kx7dQm2sVhT0aLw9',
	});
	expect(results.map(({ value }) => value)).toContain('imessage');
	const { results: found } = await list(desktop, 'getAccounts', { filter: 'slack' });
	expect(found).toHaveLength(1);
});

describe('the message picker', () => {
	test('shows the recent messages of the chosen chat, newest first', async () => {
		await using desktop = await start();
		const parameters = { chatID: byID(desktop.chat(FRIEND).id) };
		const { results } = await list(desktop, 'getMessages', { parameters });
		expect(results[0].name).toMatch(/^\d+ \w+,? \d\d:\d\d · Mara Lindqvist: Shall I book a table/);
		expect(results[0].value).toBe('1344007');
	});

	test('with a filter reads on through older pages, and leaves deleted ones out', async () => {
		await using desktop = await start({ pageSize: { messages: 5 } });
		const friend = desktop.friend(FRIEND);
		friend.writes('the needle');
		friend.deletes(friend.writes('a deleted needle').id);
		for (let i = 0; i < 20; i++) friend.writes(`hay ${i}`);
		const parameters = { chatID: byID(desktop.chat(FRIEND).id) };
		const { results } = await list(desktop, 'getMessages', { parameters, filter: 'NEEDLE' });
		expect(results.map(({ name }) => name)).toEqual([expect.stringContaining('the needle')]);
	});

	test('asks for the chat first', async () => {
		await using desktop = await start();
		await expect(list(desktop, 'getMessages')).rejects.toThrow("Choose a 'Chat' first");
	});
});

test('the sender picker offers me, all others, and people', async () => {
	await using desktop = await start();
	const { results } = await list(desktop, 'getSenders');
	expect(results.slice(0, 2)).toEqual([
		{ name: 'All Others', value: 'others' },
		{ name: 'Me', value: 'me' },
	]);
	const { results: found } = await list(desktop, 'getSenders', { filter: 'mara' });
	expect(found[0].name).toBe('Mara Lindqvist · WhatsApp');
});

describe('the credential test', () => {
	const testIt = async (baseUrl: string, accessToken: string) =>
		await testCredential('beeperApi', { baseUrl, accessToken });

	test('is green only with a token that Beeper takes', async () => {
		await using desktop = await start();
		expect(await testIt(desktop.url, desktop.token)).toEqual({
			status: 'OK',
			message: 'Connected to Beeper with 7 accounts',
		});
		expect(await testIt(`${desktop.url}/`, ` ${desktop.token}\n`)).toMatchObject({ status: 'OK' });
		expect(await testIt(desktop.url, 'wrong')).toEqual({
			status: 'Error',
			message: expect.stringMatching(
				/^Beeper does not accept the access token\. .*Approved connections/,
			),
		});
	});

	test('helps when n8n runs in Docker', async () => {
		await using desktop = await start();
		await desktop.stop();
		expect(await testIt(desktop.url, desktop.token)).toEqual({
			status: 'Error',
			message: expect.stringMatching(
				/^Beeper is not reachable at .*host\.docker\.internal:23373.*Remote Access/,
			),
		});
	});

	test.each([
		['/v1', 'token', "'Base URL' of the credential is too long"],
		['', 'token…', "'Access Token' holds a character that no token has"],
	])('knows common slips: %j, %j', async (suffix, token, message) => {
		await using desktop = await start();
		expect(await testIt(desktop.url + suffix, token.replace('token', desktop.token))).toMatchObject(
			{
				status: 'Error',
				message: expect.stringContaining(message),
			},
		);
	});

	test('takes a token pasted with "Bearer" before it, everywhere', async () => {
		await using desktop = await start();
		const pasted = `Bearer ${desktop.token}`;
		expect(await testIt(desktop.url, pasted)).toMatchObject({ status: 'OK' });
		const { results } = await list({ url: desktop.url, token: pasted }, 'getChats');
		expect(results.length).toBeGreaterThan(0);
	});

	test('says that another web server is not Beeper', async () => {
		const server = createServer((_, response) => void response.end('<html>hello</html>'));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		const { message } = await testIt(`http://127.0.0.1:${port}`, 't');
		server.close();
		expect(message).toMatch(/^Something other than Beeper answered\. .*'Base URL'/);
	});

	test('knows an address that is none', async () => {
		expect(await testIt('localhost:23373', 't')).toMatchObject({
			message: expect.stringContaining("'Base URL' of the credential is not a web address"),
		});
	});

	test('reaches a Beeper that listens on IPv6 alone', async () => {
		await using desktop = await start({ host: '::1' });
		const url = `http://[::1]:${desktop.port}`;
		expect(await testIt(url, desktop.token)).toMatchObject({ status: 'OK' });
		const { results } = await list({ url, token: desktop.token }, 'getChats');
		expect(results.length).toBeGreaterThan(0);
	});
});

test('the package loads as n8n loads it', async () => {
	const { nodeNames, credentialNames, nodeTypes } = await ourPackage();
	expect([...nodeNames].sort()).toEqual([
		NODE,
		'n8n-nodes-beeper.beeperAdmin',
		'n8n-nodes-beeper.beeperTrigger',
	]);
	expect(credentialNames).toEqual(['beeperApi']);
	const { description } = nodeTypes.getByNameAndVersion(NODE);
	expect(description.iconUrl).toEqual({
		light: expect.stringContaining('icons/beeper.svg'),
		dark: expect.stringContaining('icons/beeper.dark.svg'),
	});
});
