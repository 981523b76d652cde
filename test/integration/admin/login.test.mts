import type { IBinaryData } from 'n8n-workflow';
import { start } from '../../double/start.mts';
import { readBinary, runTool } from '../../engine/index.mts';
import { byID, credentialFor, itemsOf, workflowOf } from '../given.mts';
import { ADMIN, begin, routes, runAdmin, SESSION, STEP, submit } from './given.mts';
import { scan } from './scan.mts';

const readAs = async (picture: IBinaryData) => scan(await readBinary(picture))?.data;

const wait = (timeout: number) => ({ type: 'display_and_wait', options: { timeout } });

describe('the QR code of a login', () => {
	test.each(['default', 'filesystem'] as const)(
		'comes as a picture that a phone can read, with binary data in %s mode',
		async (binaryMode) => {
			await using desktop = await start();
			const result = await runAdmin(
				desktop,
				{ resource: 'loginSession', operation: 'create', bridgeID: byID('local-whatsapp') },
				{ binaryMode },
			);
			const [{ json, binary }] = result.items('Beeper');
			expect(binary?.qr).toMatchObject({
				fileName: 'beeper-login-qr.png',
				fileExtension: 'png',
				mimeType: 'image/png',
			});
			expect(json.qrData).toMatch(/^2@/);
			expect(await readAs(binary!.qr)).toBe(json.qrData); // seen just above
		},
	);

	test('of a verification is one too, in the field and the form of choice', async () => {
		await using desktop = await start();
		const { id } = desktop.otherDevice.requests();
		const result = await runAdmin(desktop, {
			resource: 'verification',
			operation: 'accept',
			verificationID: byID(id),
			options: { binaryPropertyName: 'code', pictureFormat: 'svg' },
		});
		const [{ json, binary }] = result.items('Beeper');
		expect(binary?.code).toMatchObject({
			fileName: 'beeper-verification-qr.svg',
			mimeType: 'image/svg+xml',
		});
		expect(await readAs(binary!.code)).toBe(json.qrData); // seen just above
	});
});

test('as a tool, an agent is told the code and what to do with it', async () => {
	await using desktop = await start();
	const tool = workflowOf(
		{ resource: 'loginSession', operation: 'create', bridgeID: byID('local-whatsapp') },
		{ type: `${ADMIN}Tool` },
	);
	const credentials = credentialFor(desktop);
	const { error, response } = await runTool(tool, 'Beeper', {}, { way: 'request', credentials });
	expect(error).toBeUndefined();
	expect(JSON.stringify(response)).toMatch(/qrData.*2@/);
});

describe('waiting for somebody to scan', () => {
	test('ends when it is done, and the account is there', async () => {
		await using desktop = await start();
		const { json } = await begin(desktop, 'local-whatsapp');
		void desktop
			.waitForRequest(STEP, undefined, { at: 'arrived' })
			.then(() => desktop.phone.scansQr());
		const result = await runAdmin(desktop, submit(json, { type: 'display_and_wait' }));
		const [done] = result.json('Beeper');
		expect(done).toMatchObject({ status: 'complete', isComplete: true, isWaiting: false });
		const accounts = await runAdmin(desktop, {
			resource: 'bridge',
			operation: 'retrieve',
			bridgeID: byID('local-whatsapp'),
		});
		expect(accounts.json('Beeper')[0].accountIDs).toContain(done.accountID);
	});

	test('ends after the timeout as "still waiting", not as an error, and is asked only once', async () => {
		await using desktop = await start();
		const { json } = await begin(desktop, 'local-whatsapp');
		desktop.clearRequests();
		const result = await runAdmin(desktop, submit(json, wait(1)));
		expect(result.error).toBeUndefined();
		const [still] = result.items('Beeper');
		expect(still.json).toMatchObject({
			isWaiting: true,
			isComplete: false,
			stepID: json.stepID,
			qrData: json.qrData,
		});
		expect(still.binary?.qr).toBeDefined();
		expect(routes(desktop)).toEqual([STEP, SESSION]);
	});

	test('gives the new code when the old one has run out', async () => {
		await using desktop = await start();
		const { json } = await begin(desktop, 'local-signal');
		void desktop
			.waitForRequest(STEP, undefined, { at: 'arrived' })
			.then(() => desktop.phone.refreshesQr());
		const result = await runAdmin(desktop, submit(json, wait(30)));
		const [{ json: fresh, binary }] = result.items('Beeper');
		expect(fresh).toMatchObject({ isWaiting: true });
		expect(fresh.qrData).not.toBe(json.qrData);
		expect(await readAs(binary!.qr)).toBe(fresh.qrData); // waiting, so there is one
	});

	test.each([
		['the connection breaks', { reset: true }],
		['something between gives up', { status: 504 }],
	])('reads where the login is when %s, and does not submit twice', async (_, failure) => {
		await using desktop = await start();
		const { json } = await begin(desktop, 'local-whatsapp');
		desktop.phone.scansQr();
		desktop.failNext(STEP, failure);
		desktop.clearRequests();
		const result = await runAdmin(desktop, submit(json, wait(30)));
		expect(result.json('Beeper')[0]).toMatchObject({ isComplete: true });
		expect(routes(desktop)).toEqual([STEP, SESSION]);
	});

	test('ends at once when the execution is stopped', async () => {
		await using desktop = await start();
		const { json } = await begin(desktop, 'local-whatsapp');
		desktop.clearRequests();
		const stop = new AbortController();
		void desktop.waitForRequest(STEP, undefined, { at: 'arrived' }).then(() => stop.abort());
		const result = await runAdmin(desktop, submit(json, wait(60)), { signal: stop.signal });
		expect(result.status).toBe('canceled');
		expect(routes(desktop)).toEqual([STEP]);
	});

	test('of several logins is done side by side', async () => {
		await using desktop = await start();
		const sessions = [await begin(desktop, 'local-whatsapp'), await begin(desktop, 'local-signal')];
		let arrived = 0;
		void desktop
			.waitForRequest(STEP, () => ++arrived === 2, { at: 'arrived' })
			.then(() => {
				for (const { json } of sessions) desktop.phone.scansQr(String(json.loginSessionID));
			});
		const result = await runAdmin(
			desktop,
			{
				...submit({}, wait(30)),
				bridgeID: byID('={{ $json.bridgeID }}'),
				loginSessionID: '={{ $json.loginSessionID }}',
				stepID: '={{ $json.stepID }}',
			},
			{ items: itemsOf(sessions.map(({ json }) => json)) },
		);
		expect(result.json('Beeper').map(({ isComplete }) => isComplete)).toEqual([true, true]);
	});

	test('is an error when the phone says no', async () => {
		await using desktop = await start();
		const { json } = await begin(desktop, 'local-whatsapp');
		void desktop
			.waitForRequest(STEP, undefined, { at: 'arrived' })
			.then(() => desktop.phone.declines(undefined, 'Too many devices'));
		const result = await runAdmin(desktop, submit(json, wait(30)));
		expect(result.error).toMatchObject({
			message: 'The network did not accept the login',
			description: expect.stringMatching(/"Too many devices".*Begin again/),
		});
	});
});

describe('the answers to a step', () => {
	const phone = { type: 'user_input', specifyFields: 'json' };
	const number = { phone_number: '+15550177' };

	test.each([
		['a list', { fields: { values: [{ id: 'phone_number', value: '+15550177' }] } }],
		['JSON', { specifyFields: 'json', fieldsJson: JSON.stringify(number) }],
		['an object from an expression', { specifyFields: 'json', fieldsJson: '={{ $json }}' }],
	])('may be %s', async (_, given) => {
		await using desktop = await start();
		const { json } = await begin(desktop, 'telegram');
		const parameters = submit(json, { type: 'user_input', ...given });
		const result = await runAdmin(desktop, parameters, { items: itemsOf([number]) });
		expect(result.json('Beeper')[0]).toMatchObject({ stepID: 'fi.mau.telegram.login.code' });
		expect(desktop.requests.at(-1)?.body).toEqual({ type: 'user_input', fields: number });
	});

	test('lead to the account, step by step', async () => {
		await using desktop = await start();
		const { json } = await begin(desktop, 'telegram');
		const fieldsJson = JSON.stringify(number);
		const second = await runAdmin(desktop, submit(json, { ...phone, fieldsJson }));
		const code = JSON.stringify({ code: desktop.phone.code(), password: '' });
		const parameters = submit(second.json('Beeper')[0], { ...phone, fieldsJson: code });
		const third = await runAdmin(desktop, parameters);
		expect(third.json('Beeper')[0]).toMatchObject({ isComplete: true });
	});

	test('that the network does not take leave the step as it is', async () => {
		await using desktop = await start();
		const { json } = await begin(desktop, 'telegram');
		desktop.phone.refusesNext('again');
		const parameters = submit(json, { ...phone, fieldsJson: JSON.stringify(number) });
		const [again] = (await runAdmin(desktop, parameters)).json('Beeper');
		expect(again).toMatchObject({
			stepID: json.stepID,
			instructions: 'That was not right, try again',
		});
	});

	test.each([
		['[1]', "'Fields (JSON)' is not an object"],
		['{', "'Fields (JSON)' is not an object"],
		['{"phone_number": ""}', "'Fields' has no value"],
	])('%s are refused before anything is sent', async (fieldsJson, message) => {
		await using desktop = await start();
		const { json } = await begin(desktop, 'telegram');
		desktop.clearRequests();
		const result = await runAdmin(desktop, submit(json, { ...phone, fieldsJson }));
		expect(result.error?.message).toBe(message);
		expect(desktop.requests).toEqual([]);
	});

	test('are not in the error when Beeper repeats them', async () => {
		await using desktop = await start();
		const { json } = await begin(desktop, 'telegram');
		desktop.failNext(STEP, {
			status: 400,
			body: { message: 'hunter2secret is too short', code: 'VALIDATION_ERROR' },
		});
		const fieldsJson = JSON.stringify({ phone_number: 'hunter2secret' });
		const { error } = await runAdmin(desktop, submit(json, { ...phone, fieldsJson }));
		expect(error?.description).toMatch(/"••• is too short"/);
		expect(`${error?.message}${error?.description}${error?.stack}`).not.toContain('hunter2');
	});
});
