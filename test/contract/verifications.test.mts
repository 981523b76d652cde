import { admin, type Admin } from './admin.mts';

const verifications = '/v1/app/setup/verifications';
const start = `POST ${verifications}`;
const list = `GET ${verifications}`;
const one = `${verifications}/{verificationID}`;
const actions = {
	accept: `POST ${one}/accept`,
	'qr.confirmScanned': `POST ${one}/qr/confirm-scanned`,
	'sas.start': `POST ${one}/sas/start`,
	'sas.confirm': `POST ${one}/sas/confirm`,
	cancel: `POST ${one}/cancel`,
};

/** A device that just signed in, asks the other one, which says yes. */
async function accepted(scene: Admin) {
	scene.desktop.setupState('needs-verification');
	const { verification } = await scene.good(start, {}, {});
	scene.desktop.otherDevice.accepts();
	return { verificationID: verification.id as string };
}

/** Calls every action that is not available, and sees each one refused. */
async function refusesTheRest({ call, good }: Admin, params: { verificationID: string }) {
	const { verification } = await good(`GET ${one}`, params);
	for (const [action, endpoint] of Object.entries(actions)) {
		if (verification.availableActions.includes(action)) continue;
		const { status, json } = await call(endpoint, params, {});
		expect({ action, status }).toEqual({ action, status: 422 });
		expect(json.message).toContain(`${action} is not available`);
	}
	expect((await good(`GET ${one}`, params)).verification).toEqual(verification);
}

describe('verifying this device', () => {
	test('by emojis: both sides find them equal, and setup goes on to ready', async () => {
		await using scene = await admin();
		const { desktop, good } = scene;
		desktop.setupState('needs-verification');
		const asked = await good(start, {}, {});
		expect(asked.verification).toMatchObject({
			state: 'requested',
			direction: 'outgoing',
			purpose: 'login',
			availableActions: ['cancel'],
		});
		expect(asked.session.verification).toEqual(asked.verification);
		const params = { verificationID: asked.verification.id };
		await refusesTheRest(scene, params);
		expect(desktop.otherDevice.accepts()).toMatchObject({
			state: 'ready',
			otherDevice: { id: 'PHONEAAAAA' },
		});
		await refusesTheRest(scene, params);
		const { verification: shown } = await good(actions['sas.start'], params);
		expect(shown.state).toBe('sas_ready');
		expect(shown.sas.emojis.split(' ')).toHaveLength(7);
		expect(shown.sas.decimals).toMatch(/^\d{4} \d{4} \d{4}$/);
		await refusesTheRest(scene, params);
		const { verification: waiting } = await good(actions['sas.confirm'], params);
		expect(waiting).toMatchObject({ state: 'sas_ready', availableActions: ['cancel'] });
		await refusesTheRest(scene, params);
		expect(desktop.otherDevice.confirmsSas().state).toBe('done');
		const done = await good(`GET ${one}`, params);
		expect(done.verification.availableActions).toEqual([]);
		expect(done.session.verification).toBeUndefined();
		await refusesTheRest(scene, params);
		expect((await desktop.waitForSetup('ready')).e2ee.verified).toBe(true);
	});

	test('the other device may confirm first, or begin with emojis itself', async () => {
		await using scene = await admin();
		const { otherDevice } = scene.desktop;
		const params = await accepted(scene);
		const { sas } = otherDevice.startsSas();
		expect((await scene.good(`GET ${one}`, params)).verification.sas).toEqual(sas);
		expect(otherDevice.confirmsSas().state).toBe('sas_ready');
		const { verification, session } = await scene.good(actions['sas.confirm'], params);
		expect(verification.state).toBe('done');
		expect(session.state).toBe('needs-first-sync');
	});

	test('by the QR code this device displays', async () => {
		await using scene = await admin();
		const { desktop, good } = scene;
		const params = await accepted(scene);
		expect((await good(`GET ${one}`, params)).verification.qr.data).not.toBe(
			desktop.otherDevice.showsQr(),
		);
		const { availableActions } = desktop.otherDevice.scans();
		expect(availableActions).toEqual(['qr.confirmScanned', 'cancel']);
		await refusesTheRest(scene, params);
		expect(() => desktop.otherDevice.confirmsScan()).toThrow('this device');
		const { verification } = await good(actions['qr.confirmScanned'], params);
		expect(verification.state).toBe('done');
	});

	test('by the QR code the other device displays, which then confirms', async () => {
		await using scene = await admin();
		const { desktop, good, call } = scene;
		const params = await accepted(scene);
		const data = desktop.otherDevice.showsQr();
		const scan = `POST ${verifications}/qr/scan`;
		const { verification } = await good(scan, {}, { data });
		expect(verification).toMatchObject({ state: 'qr_scanned', availableActions: ['cancel'] });
		expect((await call(scan, {}, { data })).status).toBe(400);
		await refusesTheRest(scene, params);
		expect(desktop.otherDevice.confirmsScan().state).toBe('done');
		await desktop.waitForSetup('ready');
	});

	test('asked for by the other device, which is accepted here', async () => {
		await using scene = await admin();
		const { desktop, good } = scene;
		const { id, availableActions } = desktop.otherDevice.requests('device');
		expect(availableActions).toEqual(['accept', 'cancel']);
		expect(() => desktop.otherDevice.accepts()).toThrow('asked for this one itself');
		expect((await good(list)).items).toMatchObject([{ id, direction: 'incoming' }]);
		const params = { verificationID: id };
		await refusesTheRest(scene, params);
		const { verification } = await good(actions.accept, params);
		expect(verification).toMatchObject({ state: 'ready', purpose: 'device' });
		expect(desktop.setupState().state).toBe('ready');
	});

	test('needs keys of the account, and does not trust this device for another user', async () => {
		await using scene = await admin();
		const { desktop, good, call } = scene;
		desktop.setupState('needs-cross-signing-setup');
		expect((await call(start, {}, {})).status).toBe(422);
		desktop.setupState('needs-verification');
		const { verification } = await good(start, {}, { userID: '@vera:beeper.com' });
		expect(verification.otherUserID).toBe('@vera:beeper.com');
		desktop.otherDevice.accepts();
		desktop.otherDevice.scans();
		await good(actions['qr.confirmScanned'], { verificationID: verification.id });
		expect(desktop.setupState().state).toBe('needs-verification');
	});
});

describe('a verification ends for nothing', () => {
	test('when it is cancelled here, with a code and a reason or without', async () => {
		await using scene = await admin();
		const params = await accepted(scene);
		const { verification } = await scene.good(actions.cancel, params);
		expect(verification).toMatchObject({ state: 'cancelled', error: { code: 'm.user' } });
		await refusesTheRest(scene, params);
		expect((await scene.good(list)).items).toEqual([]);
		const { id } = scene.desktop.otherDevice.requests();
		const error = { code: 'm.timeout', reason: 'Took too long' };
		const second = await scene.good(actions.cancel, { verificationID: id }, error);
		expect(second.verification.error).toEqual(error);
		expect(second.session.state).toBe('needs-verification');
	});

	test('when the other device cancels, or it breaks', async () => {
		await using scene = await admin();
		const { otherDevice } = scene.desktop;
		const params = await accepted(scene);
		await scene.good(actions['sas.start'], params);
		const error = { code: 'm.mismatched_sas', reason: 'The emojis differ' };
		expect(otherDevice.cancels(undefined, error)).toMatchObject({ state: 'cancelled', error });
		expect(() => otherDevice.confirmsSas()).toThrow('cancelled');
		otherDevice.requests();
		expect(otherDevice.fails()).toMatchObject({ state: 'error', availableActions: [] });
		expect((await scene.good(list)).items).toEqual([]);
	});

	test('and waits see every state on the way, once', async () => {
		await using scene = await admin();
		const { desktop } = scene;
		await accepted(scene);
		desktop.otherDevice.cancels();
		expect((await desktop.waitForVerification()).state).toBe('requested');
		expect((await desktop.waitForVerification('cancelled')).error?.code).toBe('m.user');
		expect((await desktop.waitForVerification('ready')).qr).toBeDefined();
		const none = desktop.waitForVerification('done', { timeoutMs: 20 });
		await expect(none).rejects.toThrow('no verification within 20 ms');
	});
});
