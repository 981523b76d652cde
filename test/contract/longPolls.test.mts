import { request as httpRequest } from 'node:http';
import { admin, request } from './admin.mts';
import { accountIDs, begin, held, retrieve, submit, wait } from './loginSession.mts';

describe('display_and_wait', () => {
	test('a QR code is held until it is scanned; the account and its chat are there then', async () => {
		await using scene = await admin();
		const { desktop } = scene;
		const before = await accountIDs(scene);
		const step = await begin(scene, 'local-whatsapp');
		const isIt = ({ status }: { status: string }) => status === 'complete';
		const complete = desktop.waitForLoginSession(isIt);
		const { answer } = await held(scene, step);
		expect(desktop.inFlight).toBe(1);
		desktop.phone.scansQr();
		const done = await answer;
		expect(done).toMatchObject({ status: 'complete', currentStep: { type: 'complete' } });
		expect((await complete).accountID).toBe(done.accountID);
		expect(await accountIDs(scene)).toEqual([...before, done.accountID]);
		expect(desktop.chat('Lea Brandt').accountID).toBe(done.accountID);
		await desktop.waitForEvent('chat.upserted', ({ chatID }) => {
			return chatID === desktop.chat('Lea Brandt').id;
		});
		expect(await scene.good(retrieve, step)).toEqual(done);
	});

	test('a QR code that runs out is answered with another one, as often as it takes', async () => {
		await using scene = await admin();
		const { desktop } = scene;
		const step = await begin(scene, 'local-signal');
		const seen = [(await scene.good(retrieve, step)).currentStep.display.data];
		for (let times = 0; times < 3; times += 1) {
			const { answer } = await held(scene, step);
			desktop.phone.refreshesQr();
			const { currentStep, status } = await answer;
			expect(status).toBe('waiting_for_display');
			seen.push(currentStep.display.data);
		}
		expect(new Set(seen).size).toBe(4);
	});

	test('what happened between two requests is told to the next one at once', async () => {
		await using scene = await admin();
		const { desktop, good } = scene;
		const step = await begin(scene, 'local-whatsapp');
		desktop.phone.refreshesQr(step.loginSessionID);
		expect((await good(submit, step, wait)).status).toBe('waiting_for_display');
		desktop.phone.scansQr(step.loginSessionID);
		expect((await good(submit, step, wait)).status).toBe('complete');
		expect((await good(submit, step, wait)).status).toBe('complete');
	});

	test('a client that hangs up is forgotten, and may come back', async () => {
		await using scene = await admin();
		const { desktop } = scene;
		const step = await begin(scene, 'local-whatsapp');
		const wanted = request(desktop, submit, step, wait);
		const Authorization = `Bearer ${desktop.token}`;
		const headers = { ...wanted.headers, Authorization };
		const sent = httpRequest(desktop.url, { ...wanted, headers, agent: false });
		const gone = new Promise((resolve) => sent.on('error', resolve));
		sent.end(JSON.stringify(wait));
		await desktop.waitForRequest(submit, undefined, { at: 'arrived' });
		sent.destroy();
		await gone;
		expect((await desktop.waitForRequest(submit)).status).toBeNull();
		expect(desktop.inFlight).toBe(0);
		// Nobody heard of this one, so that the next request is told at once.
		const { currentStep } = desktop.phone.refreshesQr();
		expect((await scene.good(submit, step, wait)).currentStep).toEqual(currentStep);
		desktop.phone.scansQr();
		expect((await scene.good(submit, step, wait)).status).toBe('complete');
	});

	test('can be held for a while only', async () => {
		await using scene = await admin({ holdMs: 20 });
		const step = await begin(scene, 'local-whatsapp');
		const first = await scene.good(retrieve, step);
		expect(await scene.good(submit, step, wait)).toEqual(first);
	});

	test('ends when the app quits', async () => {
		await using scene = await admin();
		const step = await begin(scene, 'local-whatsapp');
		const { answer } = await held(scene, step);
		await scene.desktop.restart();
		await expect(answer).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect((await scene.call(retrieve, step)).status).toBe(404);
	});

	test('a pairing code, an emoji and nothing at all wait for the phone as well', async () => {
		await using scene = await admin();
		const { desktop, good } = scene;
		const fields = { phone_number: '+1 (555) 0142' };
		const code = await begin(scene, 'local-whatsapp', { flowID: 'phone' });
		const shown = await good(submit, code, { type: 'user_input', fields });
		expect(shown.currentStep.display.data).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/);
		expect(() => desktop.phone.scansQr()).toThrow('fi.mau.whatsapp.login.code');
		const { answer } = await held(scene, { ...code, stepID: shown.currentStep.stepID });
		desktop.phone.confirms();
		expect((await answer).account.user.phoneNumber).toBe('+15550142');
		for (const [bridgeID, type] of [
			['gmessages', 'emoji'],
			['linkedin', 'nothing'],
		]) {
			const step = await begin(scene, bridgeID);
			const { currentStep } = await good(retrieve, step);
			const cookies = currentStep.fields.map(({ id }: { id: string }) => [id, 'value']);
			const body = { type: 'cookies', fields: Object.fromEntries(cookies), source: 'webview' };
			const waiting = (await good(submit, step, body)).currentStep;
			expect(waiting.display.type).toBe(type);
			desktop.phone.confirms();
			const done = await good(submit, { ...step, stepID: waiting.stepID }, wait);
			expect(done.status).toBe('complete');
		}
	});
});
