import { start } from '../../double/start.mts';
import { listSearch } from '../../engine/index.mts';
import { byID, credentialFor } from '../given.mts';
import { ADMIN, routes, runAdmin } from './given.mts';

const logins = { resource: 'bridgeLogin', operation: 'list', bridgeID: byID('local-whatsapp') };

describe('a Beeper of the generation before', () => {
	test('is asked for logins under the older name, and by that at once the next time', async () => {
		await using desktop = await start({ version: '4.2.900' });
		const first = await runAdmin(desktop, logins);
		expect(first.json('Beeper')).toMatchObject([{ loginID: '15550100', status: 'connected' }]);
		expect(desktop.requests.map(({ status }) => status)).toEqual([404, 200]);
		desktop.clearRequests();
		await runAdmin(desktop, logins);
		expect(routes(desktop)).toEqual(['GET /v1/bridges/{bridgeID}/connections']);
	});

	test('is asked by the newer name again once it is updated', async () => {
		await using older = await start({ version: '4.2.900' });
		await runAdmin(older, logins);
		const { port } = older;
		await older.stop();
		await using newer = await start({ port, token: older.token });
		const result = await runAdmin(newer, logins);
		expect(result.json('Beeper')).toHaveLength(1);
		newer.clearRequests();
		await runAdmin(newer, logins);
		expect(routes(newer)).toEqual(['GET /v1/bridges/{bridgeID}/logins']);
	});

	test('is set up under the older names, with the same fields in the node', async () => {
		await using desktop = await start({ version: '4.2.900', setup: 'signed-out' });
		// The sign-in gives the first token; before it there is none.
		const nobody = { url: desktop.url, token: '' };
		const setup = async (operation: string, parameters = {}) => {
			const result = await runAdmin(nobody, { resource: 'appSetup', operation, ...parameters });
			expect(result.error).toBeUndefined();
			return result.json('Beeper')[0];
		};
		expect(await setup('retrieve')).toMatchObject({ state: 'needs-login', isReady: false });
		const { setupRequestID, ...begun } = await setup('start');
		expect(begun).toEqual({ signInMethods: ['email'] });
		expect(await setup('email', { setupRequestID, email: 'robin.hale@example.com' })).toEqual({
			success: true,
			setupRequestID,
			email: 'robin.hale@example.com',
		});
		const response = desktop.codes[0].code;
		expect(await setup('response', { setupRequestID, response })).toMatchObject({
			registrationRequired: false,
			matrix: { userID: '@robinhale:beeper.com' },
		});
	});

	test('gives the login of a finished session under its older name too', async () => {
		await using desktop = await start({ version: '4.2.900' });
		const parameters = { resource: 'loginSession', bridgeID: byID('local-whatsapp') };
		const begun = await runAdmin(desktop, { ...parameters, operation: 'create' });
		const { loginSessionID } = begun.json('Beeper')[0] as { loginSessionID: string };
		desktop.phone.scansQr();
		const result = await runAdmin(desktop, {
			...parameters,
			operation: 'retrieve',
			loginSessionID,
		});
		expect(result.json('Beeper')[0]).toMatchObject({
			isComplete: true,
			accountID: expect.any(String),
			loginID: expect.any(String),
		});
	});

	test('lists its logins in the picker', async () => {
		await using desktop = await start({ version: '4.2.900' });
		const { results } = await listSearch(ADMIN, 'getLogins', {
			credentials: credentialFor(desktop),
			parameters: logins,
		});
		expect(results).toEqual([{ name: 'Robin Hale · +15550100 · connected', value: '15550100' }]);
	});
});

test('a Beeper without bridges is told apart: the error says which version is needed', async () => {
	await using desktop = await start({ version: '4.2.808' });
	const result = await runAdmin(desktop, logins);
	expect(result.error?.message).toBe('This needs Beeper Desktop newer than 4.2.808');
});

test('a login that is not there is looked for under one name, once that is known', async () => {
	await using desktop = await start();
	const one = { ...logins, operation: 'retrieve', loginID: byID('nobody') };
	await runAdmin(desktop, { ...logins, operation: 'retrieve', loginID: byID('15550100') });
	desktop.clearRequests();
	const result = await runAdmin(desktop, one);
	expect(result.error).toMatchObject({
		message: 'Beeper cannot find this bridge or login',
		description: expect.stringMatching(/'Bridge' and 'Login'/),
	});
	expect(routes(desktop)).toEqual(['GET /v1/bridges/{bridgeID}/logins/{loginID}']);
});

test.each([
	['getBridges', 'whats', [{ name: 'WhatsApp · connected · 1 account', value: 'local-whatsapp' }]],
	['getLogins', '', [{ name: 'Robin Hale · +15550100 · connected', value: '15550100' }]],
	[
		'getLoginFlows',
		'qr',
		[{ name: 'QR code · Scan a QR code with WhatsApp on your phone', value: 'qr' }],
	],
	[
		'getBridgeAccounts',
		'',
		[{ name: 'WhatsApp · Robin Hale · +15550100', value: 'local-whatsapp_ba_Kx7dQm2sVhT0aLw9' }],
	],
])('the picker %s shows name, network and state', async (method, filter, expected) => {
	await using desktop = await start();
	const { results } = await listSearch(ADMIN, method, {
		credentials: credentialFor(desktop),
		filter,
		parameters: logins,
	});
	expect(results).toEqual(expected);
});

test('the verification picker shows the other device', async () => {
	await using desktop = await start();
	const { id } = desktop.otherDevice.requests();
	const credentials = credentialFor(desktop);
	const { results } = await listSearch(ADMIN, 'getVerifications', { credentials });
	expect(results).toEqual([{ name: 'Beeper on Robin’s phone · requested · incoming', value: id }]);
});

test('pickers that need a bridge ask for it first', async () => {
	await using desktop = await start();
	const search = listSearch(ADMIN, 'getLogins', {
		credentials: credentialFor(desktop),
		parameters: { ...logins, bridgeID: byID('') },
	});
	await expect(search).rejects.toThrow("Choose a 'Bridge' first");
});
