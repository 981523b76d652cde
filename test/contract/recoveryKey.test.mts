import { admin, type Admin } from './admin.mts';
import { raw } from './raw.mts';
import { sentCode, signIn } from './signIn.mts';

const setup = '/v1/app/setup';
const key = `POST ${setup}/verification/recovery-key`;

describe('a new user', () => {
	async function registered(scene: Admin) {
		const { setupRequestID, leadToken, usernameSuggestions, copy } = await signIn(
			scene,
			'noor@example.com',
		);
		expect({ copy, usernameSuggestions }).toMatchObject({
			copy: { title: 'Choose your username' },
			usernameSuggestions: ['noor', 'noor1'],
		});
		const body = { setupRequestID, leadToken, username: 'noor', acceptTerms: true };
		return scene.good(`POST ${setup}/register`, {}, body);
	}

	test('registers, makes keys, and has an account and no chats', async () => {
		await using scene = await admin({ setup: 'signed-out' });
		const { desktop, good } = scene;
		const { matrix, session } = await registered(scene);
		expect(session).toMatchObject({
			state: 'initializing',
			matrix: { userID: '@noor:beeper.com' },
		});
		const { e2ee } = await desktop.waitForSetup('needs-cross-signing-setup');
		expect(e2ee).toMatchObject({ initialized: true, crossSigning: false });
		expect(desktop.recoveryKey).toBeNull();
		const token = matrix.accessToken;
		const made = await good(`${key}/reset`, {}, {}, token);
		expect(made.session).toMatchObject({
			state: 'needs-cross-signing-setup',
			e2ee: { crossSigning: true, hasBackedUpRecoveryKey: false },
		});
		const { recoveryKey } = made;
		const confirmed = await good(`${key}/reset/confirm`, {}, { recoveryKey }, token);
		expect(confirmed.session.state).toBe('needs-first-sync');
		await desktop.waitForSetup('ready');
		expect(desktop.recoveryKey).toBe(recoveryKey);
		expect((await raw(desktop, { path: '/v1/chats', token })).json.items).toEqual([]);
		const { json } = await raw(desktop, { path: '/v1/accounts', token });
		expect(json).toMatchObject([{ accountID: 'matrix', user: { id: '@noor:beeper.com' } }]);
	});

	test('cannot be somebody else, and may choose again', async () => {
		await using scene = await admin({ setup: 'signed-out' });
		const code = await sentCode(scene, 'noor@example.com');
		const { setupRequestID, leadToken } = await scene.good(`POST ${setup}/response`, {}, code);
		expect((await scene.call(`POST ${setup}/response`, {}, code)).status).toBe(400);
		const body = { setupRequestID, leadToken, username: 'robinhale', acceptTerms: true };
		const { status, json } = await scene.call(`POST ${setup}/register`, {}, body);
		expect(status).toBe(400);
		expect(json.details.issues).toMatchObject([
			{ path: ['body', 'username'], message: 'Username is taken' },
		]);
		await scene.good(`POST ${setup}/register`, {}, { ...body, username: 'noor' });
	});
});

describe('the recovery key', () => {
	test('is reset in two steps; the old one counts until the new one is confirmed', async () => {
		await using scene = await admin();
		const { desktop, good, call } = scene;
		const before = desktop.recoveryKey;
		const existing = { existingRecoveryKey: before };
		const { recoveryKey, session } = await good(`${key}/reset`, {}, existing);
		expect(session).toMatchObject({ state: 'ready', e2ee: { hasBackedUpRecoveryKey: false } });
		expect(desktop.recoveryKey).toBe(before);
		expect((await call(`${key}/reset/confirm`, {}, { recoveryKey: before })).status).toBe(400);
		const bare = recoveryKey.replaceAll(' ', '');
		const confirmed = await good(`${key}/reset/confirm`, {}, { recoveryKey: bare });
		expect(confirmed.session.e2ee.hasBackedUpRecoveryKey).toBe(true);
		expect(desktop.recoveryKey).toBe(recoveryKey);
		expect((await call(key, {}, { recoveryKey: before })).status).toBe(400);
	});

	test.each(['needs-verification', 'needs-secrets'] as const)('ends %s', async (state) => {
		await using scene = await admin({ setupStepMs: Infinity });
		const { desktop } = scene;
		desktop.setupState(state);
		const { recoveryKey } = desktop;
		expect((await scene.good(key, {}, { recoveryKey })).session.state).toBe('needs-first-sync');
		expect(desktop.setupState().state).toBe('needs-first-sync');
		expect(desktop.setupState('ready').state).toBe('ready');
	});

	test('is of no use while the app still initializes', async () => {
		await using scene = await admin({ setupStepMs: Infinity });
		const { desktop, call } = scene;
		desktop.setupState('initializing');
		const { recoveryKey } = desktop;
		expect((await call(key, {}, { recoveryKey })).status).toBe(422);
		expect((await call(`${key}/reset`, {}, {})).status).toBe(422);
		expect((await call(`POST ${setup}/verifications`, {}, {})).status).toBe(422);
	});
});
