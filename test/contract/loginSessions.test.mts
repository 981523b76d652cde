import { admin, type Admin } from './admin.mts';
import { accountIDs, begin, cancel, create, held, retrieve } from './loginSession.mts';
import { submit, wait, type Step } from './loginSession.mts';

describe('user_input', () => {
	const number = { type: 'user_input', fields: { phone_number: '+15550177' } };

	async function codeStep(scene: Admin): Promise<Step> {
		const step = await begin(scene, 'telegram');
		const { currentStep } = await scene.good(submit, step, number);
		return { ...step, stepID: currentStep.stepID };
	}

	test('a phone number, then the code that was sent to it', async () => {
		await using scene = await admin();
		const step = await codeStep(scene);
		const fields = { code: scene.desktop.phone.code() };
		const done = await scene.good(submit, step, { type: 'user_input', fields });
		expect(done).toMatchObject({ status: 'complete', loginID: '15550177' });
		expect(done.login.accountIDs).toEqual([done.accountID]);
	});

	test('a wrong code: the same step again, or the end, as the test decides', async () => {
		await using scene = await admin();
		const { desktop, good, call } = scene;
		const step = await codeStep(scene);
		const wrong = { type: 'user_input', fields: { code: '0' } };
		const again = await good(submit, step, wrong);
		expect(again).toMatchObject({
			status: 'waiting_for_input',
			currentStep: { stepID: step.stepID },
		});
		desktop.phone.wrongCodes('fail');
		const failed = await good(submit, step, wrong);
		expect(failed).toMatchObject({ status: 'failed', error: { code: 'LOGIN_REFUSED' } });
		expect(failed.currentStep).toBeUndefined();
		expect((await call(submit, step, wrong)).status).toBe(422);
		expect((await call(cancel, step)).status).toBe(422);
		expect(await accountIDs(scene)).not.toContain('telegram.15550177');
	});

	test('an earlier step cannot be answered again', async () => {
		await using scene = await admin();
		const step = await begin(scene, 'telegram');
		await scene.good(submit, step, number);
		expect((await scene.call(submit, step, number)).status).toBe(404);
	});

	test('the same number twice is one account', async () => {
		await using scene = await admin();
		for (let times = 0; times < 2; times += 1) {
			const step = await codeStep(scene);
			const fields = { code: scene.desktop.phone.code() };
			await scene.good(submit, step, { type: 'user_input', fields });
		}
		const own = (await accountIDs(scene)).filter((id) => id === 'telegram.15550177');
		expect(own).toHaveLength(1);
	});
});

describe('cookies', () => {
	const fields = { auth_token: 'xoxc-1', cookie_token: 'xoxd-1' };

	test('all that are asked for, and no others', async () => {
		await using scene = await admin();
		const step = await begin(scene, 'slackgo');
		const { cookie_token: _missing, ...half } = fields;
		const { status, json } = await scene.call(submit, step, { type: 'cookies', fields: half });
		expect(status).toBe(400);
		expect(json.details.issues).toMatchObject([{ path: ['body', 'fields', 'cookie_token'] }]);
		const more = { ...fields, session: 'x' };
		expect((await scene.call(submit, step, { type: 'cookies', fields: more })).status).toBe(400);
		const body = { type: 'cookies', fields, source: 'browser_extension' };
		expect((await scene.good(submit, step, body)).status).toBe('complete');
	});

	test('the page the browser ended on has to be the expected one', async () => {
		await using scene = await admin();
		const step = await begin(scene, 'discordgo');
		const body = { type: 'cookies', fields: { token: 'mfa.x' }, lastURL: 'https://example.com/' };
		const { json } = await scene.call(submit, step, body);
		expect(json.details.issues).toMatchObject([{ path: ['body', 'lastURL'] }]);
		const lastURL = 'https://discord.com/channels/@me';
		expect((await scene.good(submit, step, { ...body, lastURL })).status).toBe('complete');
	});

	test('can be refused by the network', async () => {
		await using scene = await admin();
		const step = await begin(scene, 'slackgo');
		scene.desktop.phone.refusesNext();
		scene.desktop.phone.refusesNext('fail');
		const body = { type: 'cookies', fields };
		expect((await scene.good(submit, step, body)).status).toBe('waiting_for_cookies');
		expect((await scene.good(submit, step, body)).status).toBe('failed');
	});
});

describe('a login session', () => {
	test('brings an account back, by its ID or its login', async () => {
		for (const body of [{ accountID: 'discordgo' }, { loginID: '900100' }]) {
			await using scene = await admin();
			const before = await accountIDs(scene);
			const step = await begin(scene, 'discordgo', { ...body, flowID: 'token' });
			expect((await scene.good(retrieve, step)).accountID).toBe('discordgo');
			const fields = { token: 'mfa.x' };
			const done = await scene.good(submit, step, { type: 'user_input', fields });
			expect(done).toMatchObject({ accountID: 'discordgo', account: { status: 'connected' } });
			expect(done.account.statusText).toBeUndefined();
			expect(await accountIDs(scene)).toEqual(before);
		}
	});

	test('does not bring back what is not there, or is another one', async () => {
		await using scene = await admin();
		const discord = { bridgeID: 'discordgo' };
		const status = async (body: object) => (await scene.call(create, discord, body)).status;
		expect(await status({ accountID: 'telegram' })).toBe(404);
		expect(await status({ loginID: '700100' })).toBe(404);
		expect(await status({ accountID: 'discordgo', loginID: '1' })).toBe(404);
	});

	test('is cancelled once, which ends a request that is held', async () => {
		await using scene = await admin();
		const step = await begin(scene, 'local-whatsapp');
		const { answer } = await held(scene, step);
		const cancelled = { ...step, status: 'cancelled', stepID: undefined };
		expect(await scene.good(cancel, step)).toEqual(cancelled);
		expect((await answer).status).toBe('cancelled');
		expect((await scene.good(cancel, step)).status).toBe('cancelled');
		expect((await scene.good(retrieve, step)).status).toBe('cancelled');
		expect(() => scene.desktop.phone.scansQr()).toThrow('cancelled');
	});

	test('is declined on the phone, with a reason', async () => {
		await using scene = await admin();
		const step = await begin(scene, 'local-signal');
		scene.desktop.phone.declines(step.loginSessionID, 'Too many devices');
		const { status, error } = await scene.good(submit, step, wait);
		expect({ status, error }).toEqual({
			status: 'failed',
			error: { code: 'LOGIN_DECLINED', message: 'Too many devices' },
		});
	});

	test('belongs to its bridge, and where one account is the limit there is no second', async () => {
		await using scene = await admin();
		const step = await begin(scene, 'gmessages');
		const elsewhere = { ...step, bridgeID: 'linkedin' };
		expect((await scene.call(retrieve, elsewhere)).status).toBe(404);
		const fields = { SID: '1', HSID: '2', SSID: '3' };
		await scene.good(submit, step, { type: 'cookies', fields });
		scene.desktop.phone.confirms();
		const { status } = await scene.call(create, { bridgeID: 'gmessages' }, {});
		expect(status).toBe(422);
	});
});
